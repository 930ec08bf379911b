package org.rollbook.benchmark.site;

import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.rollbook.model.SourcePosition;
import org.rollbook.model.Stamped;
import org.rollbook.model.enrollments.EnrollmentContract;
import org.rollbook.testkit.campus.Campus;
import org.rollbook.testkit.campus.CampusSettings;
import org.rollbook.testkit.campus.Delivery;
import org.rollbook.testkit.campus.Disorder;
import org.rollbook.testkit.campus.TrueEnrollment;

/// The campuses that all contenders are filled from: always the same, with events in order and each
/// once, to one topic. Most enrollments stay as they are, so each costs some two or three events.
public final class Campuses {

  /// The topic that they publish to, without a site's prefix.
  public static final String TOPIC = EnrollmentContract.TOPOLOGY.sources().getFirst();

  public static final int COURSES = 5_000;

  private static final long SEED = 1;
  private static final double RETURNING = 0.1;

  /// Enough for any size.
  private static final int LEARNERS = 5_000_000;

  private Campuses() {}

  /// A campus with many courses, at which nobody is enrolled yet.
  public static Campus young() {
    return Campus.running(settings(LEARNERS, COURSES), Clock.systemUTC());
  }

  /// A campus with many courses, of which every other visit is of a learner who comes back.
  public static Campus busy(long seed, int learners) {
    return Campus.running(
        CampusSettings.of(seed, learners, COURSES).withDisorder(Disorder.NONE), Clock.systemUTC());
  }

  /// A campus with two courses, of which the first is this many times as popular as the second. It
  /// always publishes the same events, including their times.
  static Campus ofTwoCourses(int learners, double timesAsMuch, Instant founded) {
    return Campus.running(
        settings(learners, 2).withSkew(Math.log(timesAsMuch) / Math.log(2)),
        InstantSource.fixed(founded));
  }

  /// The events of any campus until it has this many enrollments.
  public static Stream<Delivery> until(int enrollments, Campus campus) {
    return Stream.iterate(campus, it -> it.enrollments() < enrollments, it -> it).map(Campus::next);
  }

  /// Enrollment events as a view receives them from a topic with one partition.
  public static Stream<Stamped<TrueEnrollment>> stamped(Stream<Delivery> events) {
    var offset = new AtomicLong();
    return events.map(
        event -> {
          var payload = (TrueEnrollment) event.event().payload();
          var position = new SourcePosition(event.topic(), 0, offset.getAndIncrement());
          return new Stamped<>(payload.stamp(), position, payload);
        });
  }

  private static CampusSettings settings(int learners, int courses) {
    return CampusSettings.of(SEED, learners, courses)
        .withDisorder(Disorder.NONE)
        .withReturning(RETURNING);
  }
}
