package org.rollbook.grades.domain;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import org.rollbook.model.BoundedKeys;
import org.rollbook.model.EventStamp;

/// The distribution of a course's grades.
///
/// A learner with an unknown percentage is counted in `passing`, if passing, and nowhere else; a
/// grade that the LMS does not have any more is not counted.
///
/// The sum is exact: it adds the decimals that the percentages are printed as, never binary
/// fractions. So removing a grade restores the distribution before it was added, after any number
/// of regrades and in any order.
///
/// @param passing learners who pass now, graded or not
/// @param sum of the percentages, without trailing zeros
/// @param letters how many of the graded have each letter, as far as [BoundedKeys] distinguishes
///   them; the empty letter counts those who do not pass
/// @param histogram ten counts: item i counts percentages in [i/10, (i+1)/10), the last one also 1
///   and more
/// @param latest the greatest stamp of all rows that are or were in here; empty before the first
public record GradeDistribution(
    long passing,
    BigDecimal sum,
    SortedMap<String, Long> letters,
    List<Long> histogram,
    Optional<EventStamp> latest) {

  private static final int BUCKETS = 10;

  /// Enough digits to distinguish any two doubles.
  private static final MathContext MEAN = new MathContext(17);

  public static final GradeDistribution NONE =
      new GradeDistribution(
          0, BigDecimal.ZERO, new TreeMap<>(), Collections.nCopies(BUCKETS, 0L), Optional.empty());

  public GradeDistribution {
    letters = Collections.unmodifiableSortedMap(new TreeMap<>(letters));
    histogram = List.copyOf(histogram);
    if (passing < 0
        || histogram.size() != BUCKETS
        || histogram.stream().anyMatch(count -> count < 0)
        || letters.values().stream().anyMatch(count -> count < 0)) {
      throw new IllegalArgumentException("not a distribution: " + letters + " " + histogram);
    }
  }

  /// How many learners have a percentage.
  public long graded() {
    return histogram.stream().mapToLong(Long::longValue).sum();
  }

  /// The letters that at least one learner has.
  public SortedMap<String, Long> lettersGiven() {
    var given = new TreeMap<>(letters);
    given.values().removeIf(count -> count == 0);
    return given;
  }

  /// The mean of the percentages; empty if there are none.
  public OptionalDouble meanPercent() {
    long graded = graded();
    return graded == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(sum.divide(BigDecimal.valueOf(graded), MEAN).doubleValue());
  }

  /// This distribution with one row added.
  public GradeDistribution with(Grade row) {
    return changed(row, 1);
  }

  /// This distribution with one row removed, which was added before.
  ///
  /// @throws IllegalArgumentException if the row was not added before
  public GradeDistribution without(Grade row) {
    return changed(row, -1);
  }

  private GradeDistribution changed(Grade row, int by) {
    EventStamp stamp = row.latest().stamp();
    Optional<EventStamp> newest =
        Optional.of(latest.filter(before -> !stamp.isAfter(before)).orElse(stamp));
    long nowPassing = passing + (row.passes() ? by : 0);
    Optional<Calculation> calculated = row.calculated();
    if (calculated.isEmpty()) {
      return new GradeDistribution(nowPassing, sum, letters, histogram, newest);
    }
    Calculation calculation = calculated.get();
    var percent = BigDecimal.valueOf(calculation.percent());
    return new GradeDistribution(
        nowPassing,
        (by > 0 ? sum.add(percent) : sum.subtract(percent)).stripTrailingZeros(),
        letters(calculation.letter(), by),
        histogram(calculation.percent(), by),
        newest);
  }

  private SortedMap<String, Long> letters(String letter, int by) {
    return BoundedKeys.changed(letters, letter, 0L, count -> count + by, Long::sum);
  }

  private List<Long> histogram(double percent, int by) {
    var changed = new ArrayList<>(histogram);
    int bucket = bucketOf(percent);
    changed.set(bucket, changed.get(bucket) + by);
    return changed;
  }

  /// Compares with the bounds themselves: ten times 0.7 need not be 7 in binary.
  private static int bucketOf(double percent) {
    int bucket = 0;
    while (bucket < BUCKETS - 1 && percent >= (bucket + 1) / 10.0) {
      bucket++;
    }
    return bucket;
  }
}
