package org.rollbook.local.settings;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.rollbook.testkit.process.ViewJar;

/// A deployable that the local stack can run, in the order of the list.
public enum LocalTopology {
  ENROLLMENTS(8101),
  GRADES(8102),

  /// Runs only with the LMS's database.
  RECONCILER(8107),

  /// Runs only where the LMS publishes to Redis.
  REDIS_BRIDGE(8108);

  /// Those that answer from the event bus.
  public static final List<LocalTopology> VIEWS = List.of(ENROLLMENTS, GRADES);

  private static final int TO_MANAGEMENT = 100;

  private final int port;

  LocalTopology(int port) {
    this.port = port;
  }

  /// Its name as users write it: `enrollments`.
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// Its runnable jar, as `mvn package` leaves it.
  ///
  /// @param checkout the root of the sources
  public Path jar(Path checkout) {
    return ViewJar.in(checkout, label());
  }

  int port() {
    return port;
  }

  int managementPort() {
    return port + TO_MANAGEMENT;
  }
}
