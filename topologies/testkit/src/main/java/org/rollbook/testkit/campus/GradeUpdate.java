package org.rollbook.testkit.campus;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.rollbook.model.EventStamp;

/// What one event carries of a grade. No event carries everything: whether the learner passes is in
/// each, the score in two of the three kinds, the time of first passing in one.
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

  @Override
  public Set<Facet> claims() {
    var claims = EnumSet.of(Facet.PASSING);
    score.ifPresent(payload -> claims.add(Facet.SCORE));
    passedAt.ifPresent(payload -> claims.add(Facet.PASSED_AT));
    return claims;
  }
}
