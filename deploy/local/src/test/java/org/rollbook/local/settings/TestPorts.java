package org.rollbook.local.settings;

import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.rollbook.testkit.FreePort;
import org.rollbook.testkit.settings.WrongSettingException;

/// Ports for a test.
public final class TestPorts {

  private static final int ATTEMPTS = 100;

  private TestPorts() {}

  /// Ports that nobody listens on, below those that [FreePort] gives, and no other test's: the
  /// front page's stands for all of them.
  public static Ports free() {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      var ports = new Ports(ThreadLocalRandom.current().nextInt(2_000, 10_000));
      try {
        ports.requireFree(List.of(Topology.values()));
        if (FreePort.claim(ports.frontPage())) {
          return ports;
        }
      } catch (WrongSettingException taken) {
        // Another try.
      }
    }
    throw new IllegalStateException("no free ports in " + ATTEMPTS + " attempts");
  }
}
