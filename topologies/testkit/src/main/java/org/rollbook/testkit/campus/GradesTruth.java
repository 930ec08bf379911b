package org.rollbook.testkit.campus;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.rollbook.model.CourseKey;
import org.rollbook.model.EventStamp;
import org.rollbook.model.LearnerId;

/// What a right view may answer about grades; the [Truth] says what makes an answer right. Any
/// thread.
public final class GradesTruth implements Samples {

  private final RowsTruth<GradeNews, TrueGrade> rows;

  GradesTruth(RowsTruth<GradeNews, TrueGrade> rows) {
    this.rows = rows;
  }

  /// The row when everything acknowledged is in.
  public Optional<TrueGrade> grade(EnrollmentKey key) {
    return rows.row(key);
  }

  /// What was told of a grade, each event once, newest first.
  public List<GradeNews> history(EnrollmentKey key) {
    return rows.history(key);
  }

  /// A learner's rows when everything acknowledged is in, in no order.
  public List<TrueGrade> grades(LearnerId learner) {
    return rows.rowsOf(learner);
  }

  /// A course's rows when everything acknowledged is in, by learner id.
  public List<TrueGrade> gradebook(CourseKey course) {
    return rows.rowsOf(course);
  }

  /// How a course is doing when everything acknowledged is in; none if nothing was heard of it.
  public Optional<GradeDistribution> distribution(CourseKey course) {
    return GradeDistribution.ofAny(course, gradebook(course));
  }

  /// Every course that something was sent about.
  public Set<CourseKey> courses() {
    return rows.courses();
  }

  @Override
  public List<EnrollmentKey> lately() {
    return rows.lately();
  }

  @Override
  public Optional<EnrollmentKey> any(RandomGenerator chance) {
    return rows.any(chance);
  }

  @Override
  public boolean isSettled(EnrollmentKey key, Instant asOf) {
    return rows.isSettled(key, asOf);
  }

  /// Judges a row that must tell of an event about it, or of one that overrules it.
  public Judgement judgeWritten(
      EnrollmentKey key, EventStamp written, Instant asOf, Optional<TrueGrade> observed) {
    return rows.judgeWritten(key, written, asOf, observed);
  }

  /// Judges a row, or that there is none.
  public Judgement judge(EnrollmentKey key, Instant asOf, Optional<TrueGrade> observed) {
    return rows.judge(key, asOf, observed);
  }

  /// Judges a whole gradebook.
  public Judgement judgeGradebook(CourseKey course, Instant asOf, List<TrueGrade> observed) {
    return rows.judgeRowsOf(course, asOf, observed);
  }

  /// Judges all of a learner's grades.
  public Judgement judgeGrades(LearnerId learner, Instant asOf, List<TrueGrade> observed) {
    return rows.judgeRowsOf(learner, asOf, observed);
  }

  /// Judges a distribution, or that there is none.
  public Judgement judgeDistribution(
      CourseKey course, Instant asOf, Optional<GradeDistribution> observed) {
    return rows.judgeFigures(
        course, asOf, observed, gradebook -> GradeDistribution.ofAny(course, gradebook));
  }
}
