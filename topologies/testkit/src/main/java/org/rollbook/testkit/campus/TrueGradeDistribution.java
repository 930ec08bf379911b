package org.rollbook.testkit.campus;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.rollbook.model.CourseKey;

/// The grade distribution of a course.
///
/// @param graded how many rows have a percent
/// @param passing how many of all rows pass, graded or not
/// @param meanPercent of the graded rows: their exact decimal sum, divided to 17 digits and then
///   converted to a double, so that it does not depend on the order of the additions
/// @param letters of the graded rows, including the empty one
/// @param histogram how many of the graded rows are in each tenth, the last one closed
public record TrueGradeDistribution(
    CourseKey course,
    long graded,
    long passing,
    Optional<Double> meanPercent,
    Map<String, Long> letters,
    List<Long> histogram) {

  private static final int TENTHS = 10;

  /// The distribution of a gradebook, unless it is empty.
  public static Optional<TrueGradeDistribution> ofAny(
      CourseKey course, Collection<TrueGrade> gradebook) {
    return gradebook.isEmpty() ? Optional.empty() : Optional.of(of(course, gradebook));
  }

  private static TrueGradeDistribution of(CourseKey course, Collection<TrueGrade> gradebook) {
    var scores = gradebook.stream().flatMap(row -> row.score().stream()).toList();
    var percents = scores.stream().map(score -> BigDecimal.valueOf(score.percent())).toList();
    return new TrueGradeDistribution(
        course,
        scores.size(),
        gradebook.stream().filter(TrueGrade::passing).count(),
        mean(percents),
        countsOf(scores.stream().map(Score::letter).toList()),
        histogram(percents));
  }

  private static Optional<Double> mean(List<BigDecimal> percents) {
    return percents.stream()
        .reduce(BigDecimal::add)
        .map(sum -> sum.divide(BigDecimal.valueOf(percents.size()), new MathContext(17)))
        .map(BigDecimal::doubleValue);
  }

  private static List<Long> histogram(List<BigDecimal> percents) {
    var counts = countsOf(percents.stream().map(TrueGradeDistribution::tenth).toList());
    return IntStream.range(0, TENTHS).mapToObj(tenth -> counts.getOrDefault(tenth, 0L)).toList();
  }

  private static int tenth(BigDecimal percent) {
    return Math.min(percent.multiply(BigDecimal.TEN).intValue(), TENTHS - 1);
  }

  private static <T> Map<T, Long> countsOf(List<T> values) {
    return values.stream()
        .collect(Collectors.toUnmodifiableMap(Function.identity(), value -> 1L, (a, b) -> a + b));
  }
}
