package org.rollbook.grades.domain;

import java.time.Instant;
import java.util.Optional;
import org.rollbook.model.CourseKey;
import org.rollbook.model.Heard;
import org.rollbook.model.LearnerId;

/// A grade, in groups of fields that are claimed together ("facets"). Each facet is what its latest
/// claimant says, by the order of stamps, with that event's stamp.
///
/// Each facet alone is a maximum, so the same events make the same grade in any order. They are
/// kept apart since no event claims them all: a passing status says nothing of the percentage, and
/// must not make it look newer than it is.
///
/// @param calculation empty while only the passing status was heard
/// @param passedAt when the learner first passed; empty if never heard
/// @param passing whether the grade is enough now
public record Grade(
    LearnerId learner,
    CourseKey course,
    Optional<Heard<Calculation>> calculation,
    Optional<Heard<Instant>> passedAt,
    Heard<Boolean> passing) {

  /// The grade after hearing an event; an equal one if the event changed no facet.
  public static Grade after(Optional<Grade> row, Heard<GradeClaim> heard) {
    GradeClaim claim = heard.said();
    return new Grade(
        claim.learner(),
        claim.course(),
        later(row.flatMap(Grade::calculation), claim.calculation().map(said -> of(heard, said))),
        later(row.flatMap(Grade::passedAt), claim.passedAt().map(said -> of(heard, said))),
        later(row.map(Grade::passing), of(heard, claim.passing())));
  }

  /// Which event the row comes from: the latest claimant of any facet. Every event claims whether
  /// the grade is enough, so that facet has it.
  public Heard<?> latest() {
    return passing;
  }

  private static <T> Heard<T> of(Heard<?> event, T facet) {
    return new Heard<>(event.stamp(), event.position(), facet);
  }

  private static <T> Optional<Heard<T>> later(
      Optional<Heard<T>> facet, Optional<Heard<T>> claimed) {
    return claimed.isPresent() ? Optional.of(later(facet, claimed.get())) : facet;
  }

  /// The later of two claims; of one event heard twice, the first hearing.
  private static <T> Heard<T> later(Optional<Heard<T>> facet, Heard<T> claimed) {
    return facet.filter(before -> !claimed.stamp().isAfter(before.stamp())).orElse(claimed);
  }
}
