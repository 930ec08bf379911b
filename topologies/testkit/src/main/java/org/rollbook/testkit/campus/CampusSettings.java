package org.rollbook.testkit.campus;

import java.time.Duration;
import java.util.Set;

/// How large a campus is, how it behaves, and the seed that decides everything else.
///
/// @param learners how many people there are; not all of them enroll
/// @param courses how many courses there are
/// @param skew the Zipf exponent of the courses' sizes: 0 makes all alike, 1 makes the n-th most
///   wanted course an n-th of the first
/// @param returning the share of visits by those who were enrolled in that course before; the
///   others enroll anybody in anything
/// @param pace the mean time between two events, where the campus makes up its own time
/// @param disorder what goes wrong on the way to the bus
/// @param unenrollmentsApart whether unenrollments go to a topic of their own, as the LMS has it
///   when nothing is configured, instead of to the other enrollment events
/// @param told what of it all is published
public record CampusSettings(
    long seed,
    int learners,
    int courses,
    double skew,
    double returning,
    Duration pace,
    Disorder disorder,
    boolean unenrollmentsApart,
    Set<Kind> told) {

  /// Enough for any test, and what the keys of a campus that runs for weeks fit in memory with.
  private static final int MOST_LEARNERS = 10_000_000;

  private static final int MOST_COURSES = 100_000;

  /// Where enrollments are not told of, how many events happen for each that is, at the very most,
  /// once somebody is enrolled.
  private static final long UNTOLD = 3;

  private static final long FIRST_ENROLLED = 100;

  public CampusSettings {
    Require.within("learners", learners, 1, MOST_LEARNERS);
    Require.within("courses", courses, 1, MOST_COURSES);
    Require.within("skew", skew, 0, 20);
    Require.within("returning", returning, 0, 1);
    if (pace.compareTo(Duration.ofNanos(1_000)) < 0) {
      throw new IllegalArgumentException("pace must be at least a microsecond: " + pace);
    }
    if (told.isEmpty()) {
      throw new IllegalArgumentException("told must name a kind: " + told);
    }
    told = Set.copyOf(told);
  }

  /// A campus with the usual disorder that tells of enrollments.
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
        Set.of(Kind.ENROLLMENTS));
  }

  public CampusSettings withSeed(long other) {
    return new CampusSettings(
        other, learners, courses, skew, returning, pace, disorder, unenrollmentsApart, told);
  }

  public CampusSettings withDisorder(Disorder other) {
    return new CampusSettings(
        seed, learners, courses, skew, returning, pace, other, unenrollmentsApart, told);
  }

  public CampusSettings withSkew(double other) {
    return new CampusSettings(
        seed, learners, courses, other, returning, pace, disorder, unenrollmentsApart, told);
  }

  public CampusSettings withReturning(double other) {
    return new CampusSettings(
        seed, learners, courses, skew, other, pace, disorder, unenrollmentsApart, told);
  }

  public CampusSettings withPace(Duration other) {
    return new CampusSettings(
        seed, learners, courses, skew, returning, other, disorder, unenrollmentsApart, told);
  }

  public CampusSettings withUnenrollmentsApart(boolean apart) {
    return new CampusSettings(
        seed, learners, courses, skew, returning, pace, disorder, apart, told);
  }

  /// The same campus that tells of these kinds, and of no others.
  public CampusSettings telling(Kind... kinds) {
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

  /// How much time a number of events can take at most, where the campus makes up its own time.
  /// Started this long ago, they are all in the past.
  public Duration longestSpan(int events) {
    long happening = told.contains(Kind.ENROLLMENTS) ? events : events * UNTOLD + FIRST_ENROLLED;
    return pace.multipliedBy(2L * (happening + Lms.MOST_EVENTS_OF_A_VISIT));
  }
}
