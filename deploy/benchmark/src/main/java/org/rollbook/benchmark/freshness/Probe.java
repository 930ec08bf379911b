package org.rollbook.benchmark.freshness;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.rollbook.model.CourseKey;
import org.rollbook.model.EventStamp;
import org.rollbook.model.LearnerId;
import org.rollbook.model.enrollments.EnrollmentEvents;
import org.rollbook.testkit.campus.CampusEnrollmentKey;
import org.rollbook.testkit.campus.CampusEvent;
import org.rollbook.testkit.campus.CampusEvent.EnrollmentEvent;
import org.rollbook.testkit.campus.Course;
import org.rollbook.testkit.campus.Learner;
import org.rollbook.testkit.campus.TrueEnrollment;

/// A learner's first enrollment in a course.
record Probe(CourseKey course, int learner) {

  private static final String MODE = "audit";

  /// The event of this enrollment.
  CampusEvent event(Instant now) {
    var stamp =
        new EventStamp(
            now,
            EnrollmentEvents.CREATED.type(),
            new UUID(course.hashCode(), learner).toString(),
            "openedx/lms/web");
    var who =
        new Learner(
            new LearnerId(learner),
            true,
            "user" + learner,
            "user" + learner + "@example.org",
            "A. Learner");
    return new EnrollmentEvent(
        new TrueEnrollment(new CampusEnrollmentKey(who.id(), course), MODE, true, now, stamp),
        who,
        new Course(course, "A course", Optional.empty(), Optional.empty(), MODE),
        Optional.empty(),
        "lms");
  }
}
