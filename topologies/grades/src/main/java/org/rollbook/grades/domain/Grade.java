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
/// @param passing whether the learner passes now
public record Grade(
    LearnerId learner,
    CourseKey course,
    Optional<Stamped<Calculation>> calculation,
    Optional<Stamped<Instant>> passedAt,
    Stamped<Boolean> passing) {

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

  /// The canonical text, as the LMS's database makes it from the columns `user_id`, `course_id`,
  /// `percent_grade` (in units of 1e-9, rounded half to even), `letter_grade` and
  /// `passed_timestamp`. Empty while the LMS may have no row: only the passing status is known.
  public Optional<String> canonicalText() {
    return calculation
        .map(Stamped::payload)
        .map(
            graded ->
                "%d#%s#%d#%s#%s"
                    .formatted(
                        learner.value(),
                        course.value(),
                        (long) Math.rint(graded.percent() * PERCENT_UNITS),
                        graded.letter(),
                        passedAt.map(Stamped::payload).map(MICROS::format).orElse("")));
  }

  /// The latest event of any facet. Every event carries whether the learner passes, so the facet
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
