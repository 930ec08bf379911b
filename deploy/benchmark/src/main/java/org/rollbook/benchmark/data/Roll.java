package org.rollbook.benchmark.data;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.rollbook.enrollments.domain.Enrollment;
import org.rollbook.model.CourseKey;
import org.rollbook.model.EventStamp;
import org.rollbook.model.EventType;
import org.rollbook.model.Heard;
import org.rollbook.model.LearnerId;
import org.rollbook.model.SourcePosition;
import org.rollbook.testkit.campus.CampusEvent;
import org.rollbook.testkit.campus.CampusEvent.EnrollmentEvent;
import org.rollbook.testkit.campus.Course;
import org.rollbook.testkit.campus.EnrollmentKey;
import org.rollbook.testkit.campus.Learner;
import org.rollbook.testkit.campus.TrueEnrollment;

/// A course in which the learners from 1 to so many are enrolled. What is said of each follows from
/// the number.
public record Roll(CourseKey course, int learners) {

  /// The topic that says so.
  public static final String TOPIC = "learning-course-enrollment-lifecycle";

  private static final List<String> MODES = List.of("audit", "verified", "honor", "professional");
  private static final Instant BEGUN = Instant.parse("2026-01-01T00:00:00Z");
  private static final String SOURCE = "openedx/lms/web";

  /// What a view holds in the end.
  public Stream<Heard<Enrollment>> rows() {
    return IntStream.rangeClosed(1, learners).mapToObj(this::row);
  }

  /// What tells of it.
  public Stream<CampusEvent> events() {
    return IntStream.rangeClosed(1, learners).mapToObj(this::event);
  }

  private Heard<Enrollment> row(int number) {
    return new Heard<>(
        stamp(number),
        new SourcePosition(TOPIC, 0, number),
        new Enrollment(
            new LearnerId(number), course, mode(number), isActive(number), enrolledAt(number)));
  }

  /// What tells of the learner of that number.
  public CampusEvent event(int number) {
    var key = new EnrollmentKey(new LearnerId(number), course);
    var said =
        new TrueEnrollment(key, mode(number), isActive(number), enrolledAt(number), stamp(number));
    var learner =
        new Learner(
            key.learner(), true, "user" + number, "user" + number + "@example.org", "A. Learner");
    return new EnrollmentEvent(
        said,
        learner,
        new Course(course, "A course", Optional.empty(), Optional.empty(), MODES.getFirst()),
        Optional.empty(),
        "lms");
  }

  private EventStamp stamp(int number) {
    return new EventStamp(
        enrolledAt(number).plus(Duration.ofMillis(20)),
        EventType.ENROLLMENT_CREATED,
        new UUID(course.hashCode(), number).toString(),
        SOURCE);
  }

  private static String mode(int number) {
    return MODES.get(number % MODES.size());
  }

  /// One in five has left.
  private static boolean isActive(int number) {
    return number % 5 != 0;
  }

  private static Instant enrolledAt(int number) {
    return BEGUN.plus(Duration.ofMillis(number));
  }
}
