package org.rollbook.local.settings;

import java.nio.file.Path;
import java.util.Locale;

/// A deployable that the local stack can run, in the order in which it lists them.
public enum Topology {
  ENROLLMENTS(8101),
  GRADES(8102);

  private static final int TO_MANAGEMENT = 100;

  private final int port;

  Topology(int port) {
    this.port = port;
  }

  /// Its name as users write it: `enrollments`.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Its runnable jar, as `mvn package` leaves it.
  ///
  /// @param checkout the root of the sources
  public Path jar(Path checkout) {
    return checkout.resolve("topologies/%s/target/rollbook-%s.jar".formatted(label(), label()));
  }

  int port() {
    return port;
  }

  int managementPort() {
    return port + TO_MANAGEMENT;
  }
}
