package org.rollbook.testkit.campus;

import java.time.Instant;
import java.util.Optional;
import org.rollbook.model.EventStamp;
import org.rollbook.model.grades.LmsGrade;

/// A grade that results from its events, facet by facet; also the form in which an observed row is
/// passed to the [Truth].
///
/// @param score none if only passing statuses were received: such a row is listed, but not graded
/// @param passedAt when the learner first passed
/// @param stamp the greatest of the facets'
public record TrueGrade(
    CampusEnrollmentKey key,
    Optional<Score> score,
    Optional<Instant> passedAt,
    boolean passing,
    EventStamp stamp,
    Stamps stamps) {

  /// The row of the LMS's table that has this state; none if only passing statuses were received.
  Optional<LmsGrade> lmsRow() {
    return score.map(known -> known.lmsRow(key, passedAt));
  }

  /// The event of each facet. All events carry whether the learner passes.
  public record Stamps(
      Optional<EventStamp> score, Optional<EventStamp> passedAt, EventStamp passing) {}
}
