package org.rollbook.grades.domain;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.rollbook.model.CourseKey;
import org.rollbook.model.LearnerId;
import org.rollbook.model.Stamped;

/// A grade, in groups of fields that events carry together ("facets"). Each facet has the value and
/// the stamp of the latest event that carries it, by the order of stamps.
///
/// Each facet alone is a maximum, so the same events make the same grade in any order. The facets
/// are separate, since not every event carries all of them: a passing status has no percentage, and
/// must not make the percentage look newer than it is.
///
/// @param calculation empty while only the passing status is known
/// @param passedAt when the learner first passed; empty if unknown
/// @param passing whether the learner passes now; none if the LMS does not have the grade any more
public record Grade(
    LearnerId learner,
    CourseKey course,
    Optional<Stamped<Facet<Calculation>>> calculation,
    Optional<Stamped<Facet<Instant>>> passedAt,
    Stamped<Facet<Boolean>> passing) {

  private static final double PERCENT_UNITS = 1e9;

  /// In UTC, with six digits always.
  private static final DateTimeFormatter MICROS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  /// The grade after an event; an equal one if the event changed no facet.
  public static Grade after(Optional<Grade> row, Stamped<GradeClaim> event) {
    GradeClaim claim = event.payload();
    return new Grade(
        claim.learner(),
        claim.course(),
        later(
            row.flatMap(Grade::calculation),
            claim.calculation().map(payload -> of(event, payload))),
        later(row.flatMap(Grade::passedAt), claim.passedAt().map(payload -> of(event, payload))),
        later(row.map(Grade::passing), of(event, claim.passing())));
  }

  /// Whether the LMS has it: the latest event did not state that there is none.
  public boolean exists() {
    return passing.payload().value().isPresent();
  }

  /// Whether the learner passes now.
  public boolean passes() {
    return passing.payload().value().orElse(false);
  }

  /// The calculation, if it is known.
  public Optional<Calculation> calculated() {
    return calculation.flatMap(facet -> facet.payload().value());
  }

  /// When the learner first passed, if it is known.
  public Optional<Instant> passed() {
    return passedAt.flatMap(facet -> facet.payload().value());
  }

  /// The canonical text, as the LMS's database makes it from the columns `user_id`, `course_id`,
  /// `percent_grade` (in units of 1e-9, rounded half to even), `letter_grade` and
  /// `passed_timestamp`. Empty if the LMS has no row, or may have none: only the passing status is
  /// known.
  public Optional<String> canonicalText() {
    return calculated()
        .map(
            graded ->
                learner.value()
                    + "#"
                    + course.value()
                    + "#"
                    + (long) Math.rint(graded.percent() * PERCENT_UNITS)
                    + "#"
                    + graded.letter()
                    + "#"
                    + passed().map(MICROS::format).orElse(""));
  }

  /// The latest event of any facet. Every event states something about passing, so the facet
  /// `passing` has it.
  public Stamped<?> latest() {
    return passing;
  }

  private static <T> Stamped<T> of(Stamped<?> event, T facet) {
    return new Stamped<>(event.stamp(), event.position(), facet);
  }

  private static <T> Optional<Stamped<T>> later(
      Optional<Stamped<T>> facet, Optional<Stamped<T>> claimed) {
    return claimed.isPresent() ? Optional.of(later(facet, claimed.get())) : facet;
  }

  /// The later of two claims; of one event received twice, the first reception.
  private static <T> Stamped<T> later(Optional<Stamped<T>> facet, Stamped<T> claimed) {
    return facet.filter(before -> !claimed.stamp().isAfter(before.stamp())).orElse(claimed);
  }
}
