package org.rollbook.chaos.read;

import java.nio.file.Path;
import java.util.Locale;
import org.rollbook.testkit.campus.Kind;

/// A deployable that is drilled.
public enum Topology {
  ENROLLMENTS(Kind.ENROLLMENTS),
  GRADES(Kind.GRADES);

  private final Kind told;

  Topology(Kind told) {
    this.told = told;
  }

  /// Its name as users write it: `enrollments`.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// What a campus has to tell of for its sake.
  public Kind told() {
    return told;
  }

  /// Its runnable jar, as `mvn package` leaves it.
  ///
  /// @param checkout the root of the sources
  public Path jar(Path checkout) {
    return checkout.resolve("topologies/%1$s/target/rollbook-%1$s.jar".formatted(label()));
  }
}
