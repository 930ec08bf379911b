package org.rollbook.testkit.campus;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.rollbook.model.CourseKey;
import org.rollbook.model.EventStamp;
import org.rollbook.testkit.campus.Said.Facet;

/// Each facet of a grade is what the latest event that tells of that facet said.
final class GradeLaw implements RowLaw<GradeNews, TrueGrade, GradeDistribution> {

  @Override
  public Optional<TrueGrade> rowOf(Collection<GradeNews> heard) {
    var score = latest(Facet.SCORE, heard);
    var passedAt = latest(Facet.PASSED_AT, heard);
    return latest(Facet.PASSING, heard)
        .map(
            passing ->
                new TrueGrade(
                    passing.key(),
                    score.flatMap(GradeNews::score),
                    passedAt.flatMap(GradeNews::passedAt),
                    passing.passing(),
                    greatest(heard),
                    new TrueGrade.Stamps(
                        score.map(GradeNews::stamp),
                        passedAt.map(GradeNews::stamp),
                        passing.stamp())));
  }

  @Override
  public EnrollmentKey keyOf(TrueGrade row) {
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
  public Object countedOf(TrueGrade row) {
    return List.of(row.score().map(Score::percent), row.score().map(Score::letter), row.passing());
  }

  @Override
  public Optional<GradeDistribution> figuresOf(CourseKey course, Collection<TrueGrade> gradebook) {
    return GradeDistribution.ofAny(course, gradebook);
  }

  private static Optional<GradeNews> latest(Facet facet, Collection<GradeNews> heard) {
    return heard.stream()
        .filter(news -> news.claims().contains(facet))
        .max(Comparator.comparing(GradeNews::stamp, Law.EARLIEST_FIRST));
  }

  private static EventStamp greatest(Collection<GradeNews> heard) {
    return heard.stream().map(GradeNews::stamp).max(Law.EARLIEST_FIRST).orElseThrow();
  }
}
