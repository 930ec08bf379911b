package org.rollbook.chaos.read;

import java.nio.file.Path;
import java.util.Locale;
import org.rollbook.testkit.campus.Kind;
import org.rollbook.testkit.campus.SourceTopics;

/// A deployable that is drilled.
public enum Topology {
  ENROLLMENTS(Kind.ENROLLMENTS, SourceTopics.ENROLLMENTS, "roster"),
  GRADES(Kind.GRADES, SourceTopics.GRADES, "gradebook");

  private final Kind told;
  private final String sourceTopic;
  private final String rowsOfCourses;

  Topology(Kind told, String sourceTopic, String rowsOfCourses) {
    this.told = told;
    this.sourceTopic = sourceTopic;
    this.rowsOfCourses = rowsOfCourses;
  }

  /// Its name as users write it: `enrollments`.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// What a campus has to tell of for its sake.
  public Kind told() {
    return told;
  }

  /// One of the topics that it reads, without the site's prefix.
  public String sourceTopic() {
    return sourceTopic;
  }

  /// The store that has each course's rows.
  public String rowsOfCourses() {
    return rowsOfCourses;
  }

  /// Its runnable jar, as `mvn package` leaves it.
  ///
  /// @param checkout the root of the sources
  public Path jar(Path checkout) {
    return checkout.resolve("topologies/%1$s/target/rollbook-%1$s.jar".formatted(label()));
  }
}
