package org.rollbook.testkit.campus;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.rollbook.model.CourseKey;
import org.rollbook.model.EventStamp;
import org.rollbook.testkit.campus.EventPayload.Facet;

/// Each facet of a grade is from the latest event or reading that has that facet. There is none if
/// the latest of all is a reading that found none.
final class GradeLaw implements TruthLaw<GradeUpdate, TrueGrade, TrueGradeDistribution> {

  @Override
  public Optional<TrueGrade> rowOf(Collection<GradeUpdate> events) {
    var score = latest(Facet.SCORE, events);
    var passedAt = latest(Facet.PASSED_AT, events);
    return latest(Facet.PASSING, events)
        .filter(passing -> !ReadingType.isAbsence(passing.stamp()))
        .map(
            passing ->
                new TrueGrade(
                    passing.key(),
                    score.flatMap(GradeUpdate::score),
                    passedAt.flatMap(GradeUpdate::passedAt),
                    passing.passing(),
                    greatest(events),
                    new TrueGrade.Stamps(
                        score.map(GradeUpdate::stamp),
                        passedAt.map(GradeUpdate::stamp),
                        passing.stamp())));
  }

  @Override
  public CampusEnrollmentKey keyOf(TrueGrade row) {
    return row.key();
  }

  @Override
  public Set<EventStamp> stampsOf(TrueGrade row) {
    var stamps = new HashSet<EventStamp>();
    stamps.add(row.stamp());
    stamps.add(row.stamps().passing());
    row.stamps().score().ifPresent(stamps::add);
    row.stamps().passedAt().ifPresent(stamps::add);
    return stamps;
  }

  @Override
  public Optional<String> lmsText(TrueGrade row) {
    return row.score()
        .map(
            score ->
                row.key().learner()
                    + "#"
                    + row.key().course()
                    + "#"
                    + billionths(score)
                    + "#"
                    + score.letter()
                    + "#"
                    + row.passedAt().map(GradeLaw::sixDigits).orElse(""));
  }

  /// Percents of the campus are hundredths.
  private static long billionths(Score score) {
    return Math.round(score.percent() * 100) * 10_000_000;
  }

  private static String sixDigits(Instant time) {
    long micros = ChronoUnit.MICROS.between(time.truncatedTo(ChronoUnit.SECONDS), time);
    return "%s.%06d"
        .formatted(time.truncatedTo(ChronoUnit.SECONDS).toString().replace("Z", ""), micros);
  }

  @Override
  public Object countedOf(TrueGrade row) {
    return List.of(row.score().map(Score::percent), row.score().map(Score::letter), row.passing());
  }

  @Override
  public Optional<TrueGradeDistribution> figuresOf(
      CourseKey course, Collection<TrueGrade> gradebook) {
    return TrueGradeDistribution.ofAny(course, gradebook);
  }

  private static Optional<GradeUpdate> latest(Facet facet, Collection<GradeUpdate> events) {
    return events.stream()
        .filter(update -> update.claims().contains(facet))
        .max(Comparator.comparing(GradeUpdate::stamp, StampLaw.EARLIEST_FIRST));
  }

  private static EventStamp greatest(Collection<GradeUpdate> events) {
    return events.stream().map(GradeUpdate::stamp).max(StampLaw.EARLIEST_FIRST).orElseThrow();
  }
}
