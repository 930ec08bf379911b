package org.rollbook.testkit.campus;

import org.rollbook.model.EventType;

/// The topics that events go to, without the site's prefix.
public final class SourceTopics {

  /// For enrollments, and as the contract recommends, for unenrollments too.
  public static final String ENROLLMENTS = "learning-course-enrollment-lifecycle";

  /// Where the LMS's own defaults send unenrollments.
  public static final String UNENROLLMENTS = "course-unenrollment-lifecycle";

  /// For grade summaries, as the contract recommends.
  public static final String GRADES = "learning-course-grade-lifecycle";

  /// Where the LMS's own defaults send passing statuses.
  public static final String BADGES = "learning-badges-lifecycle";

  /// Where Aspects sends tracking events.
  public static final String ANALYTICS = "analytics";

  private final boolean unenrollmentsApart;

  SourceTopics(boolean unenrollmentsApart) {
    this.unenrollmentsApart = unenrollmentsApart;
  }

  String of(EventType type) {
    return switch (type) {
      case ENROLLMENT_CREATED, ENROLLMENT_CHANGED -> ENROLLMENTS;
      case UNENROLLMENT_COMPLETED -> unenrollmentsApart ? UNENROLLMENTS : ENROLLMENTS;
      case COURSE_PASSING_STATUS_UPDATED, CCX_PASSING_STATUS_UPDATED -> BADGES;
      case TRACKING_EVENT_EMITTED -> ANALYTICS;
      case PERSISTENT_GRADE_SUMMARY_CHANGED -> GRADES;
    };
  }

  /// Another topic that a site may have configured for the same event too; tracking events have
  /// none, and come twice on theirs.
  static String otherThan(String topic) {
    return switch (topic) {
      case ENROLLMENTS -> UNENROLLMENTS;
      case GRADES -> BADGES;
      case BADGES -> GRADES;
      case ANALYTICS -> ANALYTICS;
      default -> ENROLLMENTS;
    };
  }
}
