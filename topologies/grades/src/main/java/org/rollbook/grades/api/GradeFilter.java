package org.rollbook.grades.api;

import java.util.Map;
import java.util.Optional;
import org.rollbook.grades.domain.Grade;
import org.rollbook.runtime.query.RowFilter;

/// Which rows of a list are wanted; empty takes any.
public record GradeFilter(Optional<Boolean> passing) implements RowFilter<Grade> {

  private static final String PASSING = "is_passing";

  /// The filter that has these parameters.
  ///
  /// @throws IllegalArgumentException for parameters that no filter has: without what is not
  ///   understood of them, it would take rows that were not asked for
  public static GradeFilter of(Map<String, String> parameters) {
    var filter =
        new GradeFilter(Optional.ofNullable(parameters.get(PASSING)).map(Boolean::valueOf));
    if (!filter.parameters().equals(parameters)) {
      throw new IllegalArgumentException("no filter of grades has " + parameters);
    }
    return filter;
  }

  @Override
  public Map<String, String> parameters() {
    return passing.map(wanted -> Map.of(PASSING, wanted.toString())).orElse(Map.of());
  }

  @Override
  public boolean test(Grade grade) {
    return passing.map(grade.passing().said()::equals).orElse(true);
  }
}
