package org.rollbook.testkit.process;

import java.nio.file.Path;

/// Where `mvn package` leaves the runnable jar of a topology, its libraries beside it in `lib/`.
public final class ViewJar {

  /// The root of the sources, for tests: they run in a module's folder two levels below it.
  private static final Path FROM_MODULE = Path.of("../..");

  private ViewJar() {}

  /// The jar in a checkout.
  ///
  /// @param checkout the root of the sources
  /// @param topology such as `enrollments`
  public static Path in(Path checkout, String topology) {
    return checkout.resolve("topologies/%1$s/target/rollbook-%1$s.jar".formatted(topology));
  }

  /// The jar, for a test of any module.
  public static Path forTestOf(String topology) {
    return in(FROM_MODULE, topology);
  }
}
