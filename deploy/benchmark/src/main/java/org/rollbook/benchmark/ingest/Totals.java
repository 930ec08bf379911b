package org.rollbook.benchmark.ingest;

import java.util.Collection;
import org.rollbook.testkit.campus.TrueEnrollment;

/// What a contender must have in the end, in few numbers.
///
/// @param rows how many enrollments there are
/// @param active how many of them are active: the learner is enrolled now
/// @param counted the sum of the courses' counts
/// @param countedActive the sum of their counts of active enrollments
public record Totals(long rows, long active, long counted, long countedActive) {

  /// The totals of rows that are counted right.
  static Totals of(Collection<TrueEnrollment> rows) {
    long active = rows.stream().filter(TrueEnrollment::active).count();
    return new Totals(rows.size(), active, rows.size(), active);
  }
}
