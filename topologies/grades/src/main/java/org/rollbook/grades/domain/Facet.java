package org.rollbook.grades.domain;

import java.util.Optional;

/// What an event states about one facet of a grade.
///
/// @param value empty: it states that there is none
public record Facet<T>(Optional<T> value) {

  /// The facet has a value.
  public static <T> Facet<T> of(T value) {
    return new Facet<>(Optional.of(value));
  }

  /// The LMS has no value of the facet.
  public static <T> Facet<T> none() {
    return new Facet<>(Optional.empty());
  }
}
