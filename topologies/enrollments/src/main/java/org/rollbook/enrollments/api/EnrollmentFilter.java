package org.rollbook.enrollments.api;

import java.util.Optional;
import java.util.function.Predicate;
import org.rollbook.enrollments.domain.Enrollment;
import org.rollbook.model.Heard;

/// Which rows of a list are wanted; empty takes any.
public record EnrollmentFilter(Optional<Boolean> active, Optional<String> mode)
    implements Predicate<Heard<Enrollment>> {

  @Override
  public boolean test(Heard<Enrollment> row) {
    return active.map(wanted -> wanted == row.said().active()).orElse(true)
        && mode.map(row.said().mode()::equals).orElse(true);
  }
}
