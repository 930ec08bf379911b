package org.rollbook.model.topic;

import java.util.List;

/// The topics of Open edX that each topology reads by default, without a prefix.
public final class SourceTopics {

  public static final List<String> ENROLLMENTS =
      List.of("learning-course-enrollment-lifecycle", "course-unenrollment-lifecycle");

  public static final List<String> GRADES =
      List.of("learning-course-grade-lifecycle", "learning-badges-lifecycle", "analytics");

  private SourceTopics() {}
}
