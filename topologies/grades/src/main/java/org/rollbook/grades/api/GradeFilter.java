package org.rollbook.grades.api;

import java.util.Optional;
import java.util.function.Predicate;
import org.rollbook.grades.domain.Grade;

/// Which rows of a list are wanted; empty takes any.
public record GradeFilter(Optional<Boolean> passing) implements Predicate<Grade> {

  @Override
  public boolean test(Grade grade) {
    return passing.map(grade.passing().said()::equals).orElse(true);
  }
}
