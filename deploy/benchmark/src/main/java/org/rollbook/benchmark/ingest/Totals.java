package org.rollbook.benchmark.ingest;

import java.util.Collection;
import org.rollbook.testkit.campus.TrueEnrollment;

/// What a side must have in the end, in few numbers.
///
/// @param rows how many enrollments there are
/// @param active how many of them say that the learner is enrolled now
/// @param counted what the courses' counts sum up to
/// @param countedActive what their counts of those enrolled now sum up to
public record Totals(long rows, long active, long counted, long countedActive) {

  /// Of rows that are counted right.
  static Totals of(Collection<TrueEnrollment> rows) {
    long active = rows.stream().filter(TrueEnrollment::active).count();
    return new Totals(rows.size(), active, rows.size(), active);
  }
}
