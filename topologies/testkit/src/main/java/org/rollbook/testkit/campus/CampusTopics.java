package org.rollbook.testkit.campus;

/// The topics that events go to, without the site's prefix.
public final class CampusTopics {

  /// For enrollments, and for unenrollments too, as the contract recommends.
  public static final String ENROLLMENTS = "learning-course-enrollment-lifecycle";

  /// For unenrollments with the LMS's defaults.
  public static final String UNENROLLMENTS = "course-unenrollment-lifecycle";

  /// For grade summaries, as the contract recommends.
  public static final String GRADES = "learning-course-grade-lifecycle";

  /// For passing statuses with the LMS's defaults.
  public static final String BADGES = "learning-badges-lifecycle";

  /// For tracking events of Aspects.
  public static final String ANALYTICS = "analytics";

  private final boolean unenrollmentsApart;

  CampusTopics(boolean unenrollmentsApart) {
    this.unenrollmentsApart = unenrollmentsApart;
  }

  String of(LmsEventType type) {
    return switch (type) {
      case ENROLLMENT_CREATED, ENROLLMENT_CHANGED -> ENROLLMENTS;
      case UNENROLLMENT_COMPLETED -> unenrollmentsApart ? UNENROLLMENTS : ENROLLMENTS;
      case COURSE_PASSING_STATUS_UPDATED, CCX_PASSING_STATUS_UPDATED -> BADGES;
      case TRACKING_EVENT_EMITTED -> ANALYTICS;
      case PERSISTENT_GRADE_SUMMARY_CHANGED -> GRADES;
    };
  }

  /// Another topic that a site may have configured for the same event too. Tracking events have
  /// none, and are published twice on their own.
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
