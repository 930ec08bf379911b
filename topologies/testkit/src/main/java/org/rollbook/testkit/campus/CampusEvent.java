package org.rollbook.testkit.campus;

import java.time.Instant;
import java.util.Optional;

/// One event with everything that the LMS knows when it emits one.
public sealed interface CampusEvent {

  EventPayload payload();

  Learner learner();

  Course course();

  /// The LMS host that emits it (header `sourcehost`).
  String host();

  /// An enrollment was created, changed, or ended.
  ///
  /// @param createdBy who enrolled the learner, if not the learner
  record EnrollmentEvent(
      TrueEnrollment payload,
      Learner learner,
      Course course,
      Optional<Learner> createdBy,
      String host)
      implements CampusEvent {}

  /// A grade was stored, of a learner who has passed at least once.
  ///
  /// @param courseEditedAt when the course was last edited before the grade was calculated
  record SummaryEvent(
      GradeUpdate payload, Learner learner, Course course, Instant courseEditedAt, String host)
      implements CampusEvent {}

  /// A grade was calculated, and the event states whether it passes. The event type decides whether
  /// the course is a custom course.
  record PassingEvent(GradeUpdate payload, Learner learner, Course course, String host)
      implements CampusEvent {}

  /// The LMS wrote an entry of its tracking log.
  ///
  /// @param name the kind of entry, which is the message's key too
  /// @param data the entry as JSON
  record TrackingEvent(
      EventPayload payload, Learner learner, Course course, String name, String data, String host)
      implements CampusEvent {}
}
