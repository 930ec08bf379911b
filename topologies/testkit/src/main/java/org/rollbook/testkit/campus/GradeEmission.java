package org.rollbook.testkit.campus;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.rollbook.model.EventStamp;
import org.rollbook.testkit.campus.CampusEvent.PassingEvent;
import org.rollbook.testkit.campus.CampusEvent.SummaryEvent;
import org.rollbook.testkit.campus.CampusEvent.TrackingEvent;

/// Makes the LMS's events from actions on grades (`lms/djangoapps/grades/{models,events}.py` and
/// its signal handlers). The events of one calculation agree, so they may have the same time.
final class GradeEmission {

  static final int MOST_EVENTS = 5;

  private final Stamping stamping;
  private final double sameInstant;
  private final RandomGenerator chance;

  GradeEmission(Stamping stamping, double sameInstant, RandomGenerator chance) {
    this.stamping = stamping;
    this.sameInstant = sameInstant;
    this.chance = chance;
  }

  /// A learner answers a problem: tracking log entries without a course grade.
  List<CampusEvent> attempt(Seat seat, Score score) {
    var events = new ArrayList<CampusEvent>(MOST_EVENTS);
    String block = "block-" + chance.nextInt(40);
    if (chance.nextInt(3) == 0) {
      String data = TrackingJson.problemChecked(block, chance.nextInt(2));
      events.add(logged(seat, TrackingJson.PROBLEM_CHECKED, data));
    }
    if (chance.nextInt(3) == 0) {
      String data = TrackingJson.subsectionCalculated(seat.key(), block, score);
      events.add(logged(seat, TrackingJson.SUBSECTION_CALCULATED, data));
    }
    return events;
  }

  /// A grade is calculated and stored: a tracking log entry, a summary, and a passing status.
  ///
  /// @param passedAt without it there is no summary: the serializer accepts no null there
  List<CampusEvent> stored(
      Seat seat, Score score, Instant courseEditedAt, Optional<Instant> passedAt, Instant now) {
    var host = LmsHost.any(chance);
    var key = seat.key();
    var events = new ArrayList<CampusEvent>(MOST_EVENTS);
    var tracked = stamping.stamp(now, LmsEventType.TRACKING_EVENT_EMITTED, host);
    events.add(
        new TrackingEvent(
            GradeUpdate.ofTracking(key, score, tracked),
            seat.learner(),
            seat.course(),
            TrackingJson.GRADE_CALCULATED,
            TrackingJson.gradeCalculated(key, score, courseEditedAt),
            host.hostName()));
    Instant then = after(now);
    if (passedAt.isPresent()) {
      var summed = stamping.stamp(then, LmsEventType.PERSISTENT_GRADE_SUMMARY_CHANGED, host);
      var update = GradeUpdate.ofSummary(key, score, passedAt.get(), summed);
      events.add(
          new SummaryEvent(update, seat.learner(), seat.course(), courseEditedAt, host.hostName()));
      then = after(then);
    }
    events.add(status(seat, score.isPassing(), then, host));
    return events;
  }

  /// A grade is calculated for a learner who never attempted anything, and not stored.
  CampusEvent computed(Seat seat, boolean passing) {
    return status(seat, passing, stamping.next(), LmsHost.any(chance));
  }

  /// A learner is enrolled in a course, which gets a tracking log entry too.
  CampusEvent enrolled(Seat seat, TrueEnrollment payload) {
    return logged(seat, TrackingJson.ENROLLED, TrackingJson.enrolled(payload));
  }

  Instant next() {
    return stamping.next();
  }

  /// The row is written a little before its events are sent, sometimes exactly on a second.
  Instant shortlyBefore(Instant now) {
    Instant made = now.minus(chance.nextInt(1, 50_000), ChronoUnit.MICROS);
    return chance.nextInt(10) == 0 ? made.truncatedTo(ChronoUnit.SECONDS) : made;
  }

  private CampusEvent status(Seat seat, boolean passing, Instant now, LmsHost host) {
    var type =
        seat.course().isCustom()
            ? LmsEventType.CCX_PASSING_STATUS_UPDATED
            : LmsEventType.COURSE_PASSING_STATUS_UPDATED;
    var update = GradeUpdate.ofStatus(seat.key(), passing, stamping.stamp(now, type, host));
    return new PassingEvent(update, seat.learner(), seat.course(), host.hostName());
  }

  private CampusEvent logged(Seat seat, String name, String data) {
    var host = LmsHost.any(chance);
    EventStamp stamp = stamping.stamp(stamping.next(), LmsEventType.TRACKING_EVENT_EMITTED, host);
    return new TrackingEvent(
        new NoChange(seat.key(), stamp),
        seat.learner(),
        seat.course(),
        name,
        data,
        host.hostName());
  }

  private Instant after(Instant previous) {
    return chance.nextDouble() < sameInstant ? previous : stamping.next();
  }
}
