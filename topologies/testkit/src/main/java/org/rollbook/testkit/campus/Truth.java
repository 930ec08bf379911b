package org.rollbook.testkit.campus;

import java.time.Duration;
import java.time.Instant;

/// What a right view may answer, known from what was published and from nothing of Rollbook's.
///
/// An answer with the as-of T must hold every event that the bus held before T, and may hold any
/// that was sent. The truth knows for sure that the bus held an event once it was acknowledged. So
///
/// - a row is right if the events that it names, with all that were acknowledged before T, make
///   exactly that row: then each facet is as some event said it, and nothing overrules it;
/// - absence is right if no event of the key was acknowledged before T;
/// - a list is right if each of its rows is, and each absence from it;
/// - figures are right if they equal the sum of the course's rows, and not judged while events that
///   would change them may or may not be in.
///
/// Acknowledgements and as-of times are compared as they are: whoever runs the campus on another
/// machine than the broker's reader must keep their clocks together. Any thread.
public final class Truth {

  static final Duration FOREVER = Duration.ofSeconds(Long.MAX_VALUE);

  private final ViewTruth<TrueEnrollment, TrueEnrollment, CourseCounts> enrollments;
  private final ViewTruth<GradeNews, TrueGrade, GradeDistribution> grades;

  private Truth(Duration memory) {
    enrollments = new ViewTruth<>(new EnrollmentLaw(), memory);
    grades = new ViewTruth<>(new GradeLaw(), memory);
  }

  /// Keeps every event.
  public static Truth keepingAll() {
    return new Truth(FOREVER);
  }

  /// Keeps what can be right at an as-of within the memory, and so no more than there are rows in
  /// the long run. Histories are as short.
  public static Truth remembering(Duration memory) {
    return new Truth(memory);
  }

  /// The truth where all of this was acknowledged long ago.
  public static Truth of(Iterable<Publication> publications) {
    var truth = keepingAll();
    publications.forEach(
        publication -> truth.sending(publication.event().said()).acknowledged(Instant.MIN));
    return truth;
  }

  /// Takes note of an event, to be called before each sending of it.
  public Sending sending(Said said) {
    return switch (said) {
      case TrueEnrollment enrollment -> enrollments.sending(enrollment);
      case GradeNews news -> grades.sending(news);
      case NoNews _ -> at -> {};
    };
  }

  /// An event on its way. One that is never acknowledged may be on the bus or not.
  @FunctionalInterface
  public interface Sending {

    /// Notes that the bus holds it.
    ///
    /// @param at not before the broker held it
    void acknowledged(Instant at);
  }

  /// The truth about enrollments and a course's counts of them.
  public ViewTruth<TrueEnrollment, TrueEnrollment, CourseCounts> enrollments() {
    return enrollments;
  }

  /// The truth about grades and a course's distribution of them.
  public ViewTruth<GradeNews, TrueGrade, GradeDistribution> grades() {
    return grades;
  }
}
