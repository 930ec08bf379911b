package org.rollbook.guard.contract;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// A field of events, with values at and beyond its bounds. The first value is an ordinary one.
public record ExtremeField(String name, List<ExtremeValue> values) {

  /// A field with values that an event may have.
  public static ExtremeField of(String name, Object... accepted) {
    return new ExtremeField(
        name, Stream.of(accepted).map(value -> new ExtremeValue(value, true)).toList());
  }

  /// The same field, also with values that an event may not have.
  public ExtremeField rejecting(Object... rejected) {
    return new ExtremeField(
        name,
        Stream.concat(
                values.stream(), Stream.of(rejected).map(value -> new ExtremeValue(value, false)))
            .toList());
  }

  /// An ordinary value.
  ExtremeValue ordinary() {
    return values.getFirst();
  }

  /// The longest value that an event may have.
  ExtremeValue longest() {
    return values.stream()
        .filter(ExtremeValue::accepted)
        .max(Comparator.comparingInt(ExtremeValue::length))
        .orElseThrow();
  }
}
