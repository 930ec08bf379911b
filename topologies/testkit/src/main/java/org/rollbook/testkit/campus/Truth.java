package org.rollbook.testkit.campus;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.rollbook.model.CourseKey;
import org.rollbook.model.EventStamp;
import org.rollbook.model.LearnerId;

/// What a right view may answer, known from what was published and from nothing of Rollbook's.
///
/// An answer with the as-of T must hold every event that the bus held before T, and may hold any
/// that was sent. The truth knows for sure that the bus held an event once it was acknowledged. So
///
/// - a row is right if the events that it names, with all that were acknowledged before T, make
///   exactly that row: then each facet is as some event said it, and nothing overrules it;
/// - absence is right if no event of the key was acknowledged before T;
/// - a roster is right if each of its rows is, and each absence from it;
/// - counts are right if they equal the roster's, and not judged while events that would change
///   them may or may not be in.
///
/// Enrollments are asked about here, grades at [#grades()].
///
/// Acknowledgements and as-of times are compared as they are: whoever runs the campus on another
/// machine than the broker's reader must keep their clocks together. Any thread.
public final class Truth implements Samples {

  static final Duration FOREVER = Duration.ofSeconds(Long.MAX_VALUE);

  private final RowsTruth<TrueEnrollment, TrueEnrollment> enrollments;
  private final RowsTruth<GradeNews, TrueGrade> grades;

  private Truth(Duration memory) {
    enrollments = new RowsTruth<>(new EnrollmentLaw(), memory);
    grades = new RowsTruth<>(new GradeLaw(), memory);
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

  /// The truth about grades.
  public GradesTruth grades() {
    return new GradesTruth(grades);
  }

  /// The row when everything acknowledged is in.
  public Optional<TrueEnrollment> enrollment(EnrollmentKey key) {
    return enrollments.row(key);
  }

  /// What happened to an enrollment, each event once, newest first.
  public List<TrueEnrollment> history(EnrollmentKey key) {
    return enrollments.history(key);
  }

  /// A learner's rows when everything acknowledged is in, in no order.
  public List<TrueEnrollment> enrollments(LearnerId learner) {
    return enrollments.rowsOf(learner);
  }

  /// A course's rows when everything acknowledged is in, by learner id.
  public List<TrueEnrollment> roster(CourseKey course) {
    return enrollments.rowsOf(course);
  }

  /// A course's counts when everything acknowledged is in; none if nobody was ever enrolled.
  public Optional<CourseCounts> counts(CourseKey course) {
    return CourseCounts.ofAny(course, roster(course));
  }

  /// Every course that something was sent about.
  public Set<CourseKey> courses() {
    return enrollments.courses();
  }

  @Override
  public List<EnrollmentKey> lately() {
    return enrollments.lately();
  }

  @Override
  public Optional<EnrollmentKey> any(RandomGenerator chance) {
    return enrollments.any(chance);
  }

  @Override
  public boolean isSettled(EnrollmentKey key, Instant asOf) {
    return enrollments.isSettled(key, asOf);
  }

  /// Judges a row that must tell of an event about it, or of one that overrules it.
  public Judgement judgeWritten(
      EnrollmentKey key, EventStamp written, Instant asOf, Optional<TrueEnrollment> observed) {
    return enrollments.judgeWritten(key, written, asOf, observed);
  }

  /// Judges a row, or that there is none.
  public Judgement judge(EnrollmentKey key, Instant asOf, Optional<TrueEnrollment> observed) {
    return enrollments.judge(key, asOf, observed);
  }

  /// Judges a whole roster, active and inactive.
  public Judgement judgeRoster(CourseKey course, Instant asOf, List<TrueEnrollment> observed) {
    return enrollments.judgeRowsOf(course, asOf, observed);
  }

  /// Judges all that a learner is enrolled in, active and inactive.
  public Judgement judgeEnrollments(
      LearnerId learner, Instant asOf, List<TrueEnrollment> observed) {
    return enrollments.judgeRowsOf(learner, asOf, observed);
  }

  /// Judges counts, or that there are none.
  public Judgement judgeCounts(CourseKey course, Instant asOf, Optional<CourseCounts> observed) {
    return enrollments.judgeFigures(
        course, asOf, observed, rows -> CourseCounts.ofAny(course, rows));
  }
}
