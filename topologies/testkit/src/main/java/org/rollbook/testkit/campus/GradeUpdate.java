package org.rollbook.testkit.campus;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.rollbook.model.EventStamp;
import org.rollbook.model.grades.LmsGrade;
import org.rollbook.model.lms.AbsentRow;

/// What one event or reading carries of a grade. No event carries everything: whether the learner
/// passes is in each, the score in two of the three kinds, the time of first passing in one. A
/// reading does, and it may also carry that there is none of it.
public record GradeUpdate(
    CampusEnrollmentKey key,
    Optional<Score> score,
    Optional<Instant> passedAt,
    boolean passing,
    EventStamp stamp)
    implements EventPayload {

  /// The content of a passing status, of a course or a custom course.
  static GradeUpdate ofStatus(CampusEnrollmentKey key, boolean passing, EventStamp stamp) {
    return new GradeUpdate(key, Optional.empty(), Optional.empty(), passing, stamp);
  }

  /// The content of a tracking event: a learner with a letter passes, as in the LMS's own API.
  static GradeUpdate ofTracking(CampusEnrollmentKey key, Score score, EventStamp stamp) {
    return new GradeUpdate(key, Optional.of(score), Optional.empty(), score.isPassing(), stamp);
  }

  /// The content of a summary, which exists only for learners who have passed at least once.
  static GradeUpdate ofSummary(
      CampusEnrollmentKey key, Score score, Instant passedAt, EventStamp stamp) {
    return new GradeUpdate(
        key, Optional.of(score), Optional.of(passedAt), score.isPassing(), stamp);
  }

  /// The content of a reading of the LMS's table.
  public static GradeUpdate ofReading(LmsGrade row, EventStamp stamp) {
    var key = new CampusEnrollmentKey(row.learner(), row.course());
    Score score = Score.of(row);
    return new GradeUpdate(key, Optional.of(score), row.passedAt(), score.isPassing(), stamp);
  }

  /// The reading that the LMS has no such grade.
  public static GradeUpdate ofReading(AbsentRow row, EventStamp stamp) {
    var key = new CampusEnrollmentKey(row.learner(), row.course());
    return new GradeUpdate(key, Optional.empty(), Optional.empty(), false, stamp);
  }

  @Override
  public Set<Facet> claims() {
    if (ReadingType.isOf(stamp)) {
      return EnumSet.of(Facet.PASSING, Facet.SCORE, Facet.PASSED_AT);
    }
    var claims = EnumSet.of(Facet.PASSING);
    score.ifPresent(payload -> claims.add(Facet.SCORE));
    passedAt.ifPresent(payload -> claims.add(Facet.PASSED_AT));
    return claims;
  }
}
