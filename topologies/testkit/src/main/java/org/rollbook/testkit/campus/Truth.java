package org.rollbook.testkit.campus;

import java.time.Duration;
import java.time.Instant;

/// The answers that a right view may give, derived from what was published and not from Rollbook.
///
/// An answer with the as-of T must have every event that the bus had before T, and may have any
/// that was sent. The truth knows for sure that the bus had an event once it was acknowledged. So
///
/// - a row is right if the events that it names, with all that were acknowledged before T, make
///   exactly that row: then each facet is from some event, and no event overrules it;
/// - absence is right if no event of the key was acknowledged before T;
/// - a list is right if each of its rows is, and each absence from it;
/// - figures are right if they equal the sum of the course's rows, and are not judged while
///   unacknowledged events may change them.
///
/// Acknowledgements and as-of times are compared directly: if the campus runs on another machine
/// than the reader of the bus, their clocks must be synchronized. Any thread.
public final class Truth {

  static final Duration FOREVER = Duration.ofSeconds(Long.MAX_VALUE);

  private final ViewTruth<TrueEnrollment, TrueEnrollment, TrueCourseCounts> enrollments;
  private final ViewTruth<GradeUpdate, TrueGrade, TrueGradeDistribution> grades;

  private Truth(Duration memory) {
    enrollments = new ViewTruth<>(new EnrollmentLaw(), memory);
    grades = new ViewTruth<>(new GradeLaw(), memory);
  }

  /// Keeps every event.
  public static Truth keepingAll() {
    return new Truth(FOREVER);
  }

  /// Keeps what can be right at an as-of within the memory, and so in the long run no more events
  /// than there are rows. Histories are limited likewise.
  public static Truth remembering(Duration memory) {
    return new Truth(memory);
  }

  /// The truth if all of this was acknowledged long ago.
  public static Truth of(Iterable<Delivery> publications) {
    var truth = keepingAll();
    publications.forEach(
        publication -> truth.sending(publication.event().payload()).acknowledged(Instant.MIN));
    return truth;
  }

  /// Adds an event; must be called before each sending of it.
  public Sending sending(EventPayload payload) {
    return switch (payload) {
      case TrueEnrollment enrollment -> enrollments.sending(enrollment);
      case GradeUpdate update -> grades.sending(update);
      case NoChange _ -> at -> {};
    };
  }

  /// An event that is being sent. If it is never acknowledged, it may be on the bus or not.
  @FunctionalInterface
  public interface Sending {

    /// Records that the bus has it.
    ///
    /// @param at not before the broker had it
    void acknowledged(Instant at);
  }

  /// Whoever adds what others than the campus publish, such as readings. It is asked to add what is
  /// there by now before an answer is called wrong.
  public void fedBy(Runnable catchUp) {
    enrollments.fedBy(catchUp);
    grades.fedBy(catchUp);
  }

  /// The truth about enrollments and a course's counts of them.
  public ViewTruth<TrueEnrollment, TrueEnrollment, TrueCourseCounts> enrollments() {
    return enrollments;
  }

  /// The truth about grades and a course's distribution of them.
  public ViewTruth<GradeUpdate, TrueGrade, TrueGradeDistribution> grades() {
    return grades;
  }
}
