package org.rollbook.testkit.campus;

import java.time.Instant;
import java.util.Optional;
import org.rollbook.model.EventStamp;

/// A grade as the events about it make it, facet by facet; also the form in which an observed row
/// is put to the [Truth].
///
/// @param score none where only a passing status was heard: such a row is listed and not graded
/// @param passedAt when the learner first passed
/// @param stamp the greatest of the facets'
public record TrueGrade(
    EnrollmentKey key,
    Optional<Score> score,
    Optional<Instant> passedAt,
    boolean passing,
    EventStamp stamp,
    Stamps stamps) {

  /// Which event each facet is from. All events tell of passing.
  public record Stamps(
      Optional<EventStamp> score, Optional<EventStamp> passedAt, EventStamp passing) {}
}
