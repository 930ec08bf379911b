package org.rollbook.testkit.campus;

import java.time.Duration;
import java.util.Set;

/// How large a campus is, how it behaves, and the seed that decides everything else.
///
/// @param learners how many people there are; not all of them enroll
/// @param courses how many courses there are
/// @param skew the Zipf exponent of the courses' sizes: 0 makes all alike, 1 gives the n-th most
///   popular course an n-th of the first one's size
/// @param returning the share of visits by learners who were enrolled in that course before; in the
///   other visits, any learner enrolls in any course
/// @param pace the mean time between two events, where the campus simulates the time
/// @param disorder what goes wrong on the way to the bus
/// @param unenrollmentsApart whether unenrollments go to a topic of their own, as with the LMS's
///   default configuration, instead of to the topic of the other enrollment events
/// @param kinds which events are published
public record CampusSettings(
    long seed,
    int learners,
    int courses,
    double skew,
    double returning,
    Duration pace,
    Disorder disorder,
    boolean unenrollmentsApart,
    Set<RowKind> kinds) {

  /// Enough for any test, and the keys of a campus that runs for weeks still fit in memory.
  private static final int MOST_LEARNERS = 10_000_000;

  private static final int MOST_COURSES = 100_000;

  /// Where enrollment events are not emitted: the largest number of events that happen for each
  /// emitted one, once a learner is enrolled.
  private static final long UNEMITTED = 3;

  private static final long FIRST_ENROLLED = 100;

  public CampusSettings {
    Require.within("learners", learners, 1, MOST_LEARNERS);
    Require.within("courses", courses, 1, MOST_COURSES);
    Require.within("skew", skew, 0, 20);
    Require.within("returning", returning, 0, 1);
    if (pace.compareTo(Duration.ofNanos(1_000)) < 0) {
      throw new IllegalArgumentException("pace must be at least a microsecond: " + pace);
    }
    if (kinds.isEmpty()) {
      throw new IllegalArgumentException("kinds must name at least one: " + kinds);
    }
    kinds = Set.copyOf(kinds);
  }

  /// A campus with the usual disorder that emits enrollment events.
  public static CampusSettings of(long seed, int learners, int courses) {
    return new CampusSettings(
        seed,
        learners,
        courses,
        1.0,
        0.5,
        Duration.ofMillis(20),
        Disorder.USUAL,
        false,
        Set.of(RowKind.ENROLLMENTS));
  }

  public CampusSettings withSeed(long other) {
    return new CampusSettings(
        other, learners, courses, skew, returning, pace, disorder, unenrollmentsApart, kinds);
  }

  public CampusSettings withDisorder(Disorder other) {
    return new CampusSettings(
        seed, learners, courses, skew, returning, pace, other, unenrollmentsApart, kinds);
  }

  public CampusSettings withSkew(double other) {
    return new CampusSettings(
        seed, learners, courses, other, returning, pace, disorder, unenrollmentsApart, kinds);
  }

  public CampusSettings withReturning(double other) {
    return new CampusSettings(
        seed, learners, courses, skew, other, pace, disorder, unenrollmentsApart, kinds);
  }

  public CampusSettings withPace(Duration other) {
    return new CampusSettings(
        seed, learners, courses, skew, returning, other, disorder, unenrollmentsApart, kinds);
  }

  public CampusSettings withUnenrollmentsApart(boolean apart) {
    return new CampusSettings(
        seed, learners, courses, skew, returning, pace, disorder, apart, kinds);
  }

  /// The same campus that emits events of these kinds, and of no others.
  public CampusSettings emitting(RowKind... kinds) {
    return new CampusSettings(
        seed,
        learners,
        courses,
        skew,
        returning,
        pace,
        disorder,
        unenrollmentsApart,
        Set.of(kinds));
  }

  /// The longest time that a number of events can take, where the campus simulates the time. If it
  /// starts this long ago, all events are in the past.
  public Duration longestSpan(int events) {
    long happening =
        kinds.contains(RowKind.ENROLLMENTS) ? events : events * UNEMITTED + FIRST_ENROLLED;
    return pace.multipliedBy(2L * (happening + Lms.MOST_EVENTS_OF_A_VISIT));
  }
}
