package org.rollbook.testkit.campus;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.rollbook.model.EventStamp;

/// What one event told of a grade. None tells all: whether the learner passes is in each, the score
/// in two of the three kinds, when the learner first passed in one.
public record GradeNews(
    EnrollmentKey key,
    Optional<Score> score,
    Optional<Instant> passedAt,
    boolean passing,
    EventStamp stamp)
    implements Said {

  /// What a passing status says, of a course or a custom course.
  static GradeNews ofStatus(EnrollmentKey key, boolean passing, EventStamp stamp) {
    return new GradeNews(key, Optional.empty(), Optional.empty(), passing, stamp);
  }

  /// What the tracking event says: passing is who has a letter, as for the LMS's own API.
  static GradeNews ofTracking(EnrollmentKey key, Score score, EventStamp stamp) {
    return new GradeNews(key, Optional.of(score), Optional.empty(), score.isPassing(), stamp);
  }

  /// What the summary says, which there is only of who has passed once.
  static GradeNews ofSummary(EnrollmentKey key, Score score, Instant passedAt, EventStamp stamp) {
    return new GradeNews(key, Optional.of(score), Optional.of(passedAt), score.isPassing(), stamp);
  }

  @Override
  public Set<Facet> claims() {
    var claims = EnumSet.of(Facet.PASSING);
    score.ifPresent(said -> claims.add(Facet.SCORE));
    passedAt.ifPresent(said -> claims.add(Facet.PASSED_AT));
    return claims;
  }
}
