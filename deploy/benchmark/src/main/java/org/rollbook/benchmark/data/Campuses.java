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
import org.rollbook.model.Heard;
import org.rollbook.model.SourcePosition;
import org.rollbook.model.topic.SourceTopics;
import org.rollbook.testkit.campus.Campus;
import org.rollbook.testkit.campus.CampusSettings;
import org.rollbook.testkit.campus.Disorder;
import org.rollbook.testkit.campus.Publication;
import org.rollbook.testkit.campus.TrueEnrollment;

/// The campuses that sides are filled from: always the same, whose events come in order and each
/// once, to one topic. Most enrollments stay as they are, so that each costs some two or three
/// events.
public final class Campuses {

  /// Where they publish, without a site's prefix.
  public static final String TOPIC = SourceTopics.ENROLLMENTS.getFirst();

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

  /// A campus with two courses, of which the first is wanted so many times as much as the second.
  /// It says the same whenever it is made, to the times.
  static Campus ofTwoCourses(int learners, double timesAsMuch, Instant founded) {
    return Campus.running(
        settings(learners, 2).withSkew(Math.log(timesAsMuch) / Math.log(2)),
        InstantSource.fixed(founded));
  }

  /// What happens at any campus until there are so many enrollments.
  public static Stream<Publication> until(int enrollments, Campus campus) {
    var events =
        new AbstractSpliterator<Publication>(Long.MAX_VALUE, Spliterator.ORDERED) {

          @Override
          public boolean tryAdvance(Consumer<? super Publication> action) {
            boolean more = campus.enrollments() < enrollments;
            if (more) {
              action.accept(campus.next());
            }
            return more;
          }
        };
    return StreamSupport.stream(events, false);
  }

  /// Events of enrollments as a view hears of them that has them from a topic of one partition.
  public static Stream<Heard<Enrollment>> heard(Stream<Publication> events) {
    var offset = new AtomicLong();
    return events.map(event -> heard(event, offset.getAndIncrement()));
  }

  private static Heard<Enrollment> heard(Publication published, long offset) {
    var said = (TrueEnrollment) published.event().said();
    return new Heard<>(
        said.stamp(),
        new SourcePosition(published.topic(), 0, offset),
        new Enrollment(
            said.key().learner(),
            said.key().course(),
            said.mode(),
            said.active(),
            said.enrolledAt()));
  }

  private static CampusSettings settings(int learners, int courses) {
    return CampusSettings.of(SEED, learners, courses)
        .withDisorder(Disorder.NONE)
        .withReturning(RETURNING);
  }
}
