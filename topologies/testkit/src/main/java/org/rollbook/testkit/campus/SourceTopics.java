package org.rollbook.testkit.campus;

import org.rollbook.model.EventType;

/// The topics that enrollment events go to, without the site's prefix.
public final class SourceTopics {

  /// For enrollments, and as the contract recommends, for unenrollments too.
  public static final String ENROLLMENTS = "learning-course-enrollment-lifecycle";

  /// Where the LMS's own defaults send unenrollments.
  public static final String UNENROLLMENTS = "course-unenrollment-lifecycle";

  private final boolean unenrollmentsApart;

  SourceTopics(boolean unenrollmentsApart) {
    this.unenrollmentsApart = unenrollmentsApart;
  }

  String of(EventType type) {
    return switch (type) {
      case ENROLLMENT_CREATED, ENROLLMENT_CHANGED -> ENROLLMENTS;
      case UNENROLLMENT_COMPLETED -> unenrollmentsApart ? UNENROLLMENTS : ENROLLMENTS;
    };
  }

  static String otherThan(String topic) {
    return topic.equals(ENROLLMENTS) ? UNENROLLMENTS : ENROLLMENTS;
  }
}
