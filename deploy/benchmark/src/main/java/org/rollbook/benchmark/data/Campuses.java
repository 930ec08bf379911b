package org.rollbook.benchmark.data;

import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Spliterator;
import java.util.Spliterators.AbstractSpliterator;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.rollbook.enrollments.domain.Enrollment;
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

  private static final long SEED = 1;
  private static final double RETURNING = 0.1;

  /// Enough for any size.
  private static final int LEARNERS = 5_000_000;

  private static final int COURSES = 5_000;

  private Campuses() {}

  /// A campus with many courses, at which nobody is enrolled yet.
  public static Campus young() {
    return Campus.running(settings(LEARNERS, COURSES), Clock.systemUTC());
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
    var events =
        new AbstractSpliterator<Delivery>(Long.MAX_VALUE, Spliterator.ORDERED) {

          @Override
          public boolean tryAdvance(Consumer<? super Delivery> action) {
            boolean more = campus.enrollments() < enrollments;
            if (more) {
              action.accept(campus.next());
            }
            return more;
          }
        };
    return StreamSupport.stream(events, false);
  }

  /// Enrollment events as a view receives them from a topic with one partition.
  public static Stream<Stamped<Enrollment>> stamped(Stream<Delivery> events) {
    var offset = new AtomicLong();
    return events.map(event -> stamped(event, offset.getAndIncrement()));
  }

  private static Stamped<Enrollment> stamped(Delivery published, long offset) {
    var payload = (TrueEnrollment) published.event().payload();
    return new Stamped<>(
        payload.stamp(),
        new SourcePosition(published.topic(), 0, offset),
        new Enrollment(
            payload.key().learner(),
            payload.key().course(),
            payload.mode(),
            payload.active(),
            payload.enrolledAt()));
  }

  private static CampusSettings settings(int learners, int courses) {
    return CampusSettings.of(SEED, learners, courses)
        .withDisorder(Disorder.NONE)
        .withReturning(RETURNING);
  }
}
