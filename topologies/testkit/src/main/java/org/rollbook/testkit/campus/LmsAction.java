package org.rollbook.testkit.campus;

import java.util.List;
import java.util.random.RandomGenerator;

/// One call of the LMS about one enrollment: the events that it emits, in order.
///
/// The sequences are those of edx-platform's `CourseEnrollment.update_enrollment()` and `enroll()`:
/// CHANGED comes before CREATED, and CREATED comes after every `enroll()`, whether that changed
/// anything or not.
///
/// @param byStaff whether a member of staff did it for the learner
record LmsAction(List<Step> steps, boolean byStaff) {

  static final int MOST_STEPS = 3;

  private static final List<String> PAID_MODES =
      List.of("verified", "verified", "professional", "no-id-professional", "credit", "masters");

  /// One event: its type and the state that it carries.
  record Step(LmsEventType type, String mode, boolean active) {

    boolean hasSameStateAs(Step other) {
      return mode.equals(other.mode) && active == other.active;
    }
  }

  Step last() {
    return steps.getLast();
  }

  /// An action of a learner without an enrollment in the course: a first enrollment.
  static LmsAction first(Course course, RandomGenerator chance) {
    String mode = course.defaultMode();
    return switch (chance.nextInt(10)) {
      case 0, 1, 2 -> enrollByApi(mode, paidMode(chance));
      case 3 -> enrollWithCreatedTwice(mode);
      default -> enroll(mode);
    };
  }

  /// An action of a learner who is enrolled.
  static LmsAction whileActive(String mode, RandomGenerator chance) {
    return switch (chance.nextInt(10)) {
      case 0, 1, 2 -> changeMode(otherMode(mode, chance), true);
      case 3, 4 -> enrollAgain(mode);
      default -> unenroll(mode);
    };
  }

  /// An action of a learner who was enrolled once.
  static LmsAction whileInactive(String mode, Course course, RandomGenerator chance) {
    return switch (chance.nextInt(10)) {
      case 0 -> changeMode(otherMode(mode, chance), false);
      case 1, 2, 3 -> enroll(mode);
      default -> enroll(course.defaultMode());
    };
  }

  private static LmsAction enroll(String mode) {
    return new LmsAction(List.of(changed(mode, true), created(mode)), false);
  }

  /// CREATED sometimes comes twice, with two ids (openedx-platform#39002).
  private static LmsAction enrollWithCreatedTwice(String mode) {
    return new LmsAction(List.of(changed(mode, true), created(mode), created(mode)), false);
  }

  private static LmsAction enrollByApi(String mode, String wanted) {
    return new LmsAction(List.of(changed(mode, true), created(mode), changed(wanted, true)), true);
  }

  private static LmsAction enrollAgain(String mode) {
    return new LmsAction(List.of(created(mode)), false);
  }

  private static LmsAction changeMode(String mode, boolean active) {
    return new LmsAction(List.of(changed(mode, active)), false);
  }

  private static LmsAction unenroll(String mode) {
    var completed = new Step(LmsEventType.UNENROLLMENT_COMPLETED, mode, false);
    return new LmsAction(List.of(changed(mode, false), completed), false);
  }

  private static Step changed(String mode, boolean active) {
    return new Step(LmsEventType.ENROLLMENT_CHANGED, mode, active);
  }

  private static Step created(String mode) {
    return new Step(LmsEventType.ENROLLMENT_CREATED, mode, true);
  }

  private static String paidMode(RandomGenerator chance) {
    return PAID_MODES.get(chance.nextInt(PAID_MODES.size()));
  }

  private static String otherMode(String mode, RandomGenerator chance) {
    String other = paidMode(chance);
    return other.equals(mode) ? "audit" : other;
  }
}
