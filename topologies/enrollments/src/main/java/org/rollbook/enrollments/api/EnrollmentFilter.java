package org.rollbook.enrollments.api;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.rollbook.enrollments.domain.Enrollment;
import org.rollbook.model.Heard;
import org.rollbook.runtime.query.RowFilter;

/// Which rows of a list are wanted; empty takes any.
public record EnrollmentFilter(Optional<Boolean> active, Optional<String> mode)
    implements RowFilter<Heard<Enrollment>> {

  private static final String ACTIVE = "is_active";
  private static final String MODE = "mode";

  /// The filter that has these parameters.
  ///
  /// @throws IllegalArgumentException for parameters that no filter has: without what is not
  ///   understood of them, it would take rows that were not asked for
  public static EnrollmentFilter of(Map<String, String> parameters) {
    var filter =
        new EnrollmentFilter(
            Optional.ofNullable(parameters.get(ACTIVE)).map(Boolean::valueOf),
            Optional.ofNullable(parameters.get(MODE)));
    if (!filter.parameters().equals(parameters)) {
      throw new IllegalArgumentException("no filter of enrollments has " + parameters);
    }
    return filter;
  }

  @Override
  public Map<String, String> parameters() {
    Map<String, String> parameters = new HashMap<>();
    active.ifPresent(wanted -> parameters.put(ACTIVE, wanted.toString()));
    mode.ifPresent(wanted -> parameters.put(MODE, wanted));
    return parameters;
  }

  @Override
  public boolean test(Heard<Enrollment> row) {
    return active.map(wanted -> wanted == row.said().active()).orElse(true)
        && mode.map(row.said().mode()::equals).orElse(true);
  }
}
