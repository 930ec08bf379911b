package org.rollbook.chaos.read;

import java.nio.file.Path;
import java.util.Locale;
import org.rollbook.testkit.campus.CampusTopics;
import org.rollbook.testkit.campus.RowKind;
import org.rollbook.testkit.process.ViewJar;

/// A topology that is drilled.
public enum DrilledTopology {
  ENROLLMENTS(RowKind.ENROLLMENTS, CampusTopics.ENROLLMENTS, "roster"),
  GRADES(RowKind.GRADES, CampusTopics.GRADES, "gradebook");

  private final RowKind kind;
  private final String sourceTopic;
  private final String rowsOfCourses;

  DrilledTopology(RowKind kind, String sourceTopic, String rowsOfCourses) {
    this.kind = kind;
    this.sourceTopic = sourceTopic;
    this.rowsOfCourses = rowsOfCourses;
  }

  /// Its name as users write it: `enrollments`.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The kind of events that a campus has to emit for it.
  public RowKind kind() {
    return kind;
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
    return ViewJar.in(checkout, label());
  }
}
