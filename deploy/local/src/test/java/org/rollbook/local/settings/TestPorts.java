package org.rollbook.local.settings;

import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.rollbook.testkit.FreePort;
import org.rollbook.testkit.settings.WrongSettingException;

/// Ports for a test.
public final class TestPorts {

  private static final int ATTEMPTS = 100;

  private TestPorts() {}

  /// Ports that are free, below those that [FreePort] gives, and used by no other test: the claim
  /// of the front page's port covers all of them.
  public static LocalPorts free() {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      var ports = new LocalPorts(ThreadLocalRandom.current().nextInt(2_000, 10_000));
      try {
        ports.requireFree(List.of(LocalTopology.values()));
        if (FreePort.claim(ports.frontPage())) {
          return ports;
        }
      } catch (WrongSettingException taken) {
        // Try again.
      }
    }
    throw new IllegalStateException("no free ports in " + ATTEMPTS + " attempts");
  }
}
