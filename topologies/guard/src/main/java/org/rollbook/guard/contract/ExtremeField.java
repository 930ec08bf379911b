package org.rollbook.guard.contract;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A field of events, with values at and beyond its bounds. The first value is an ordinary one.
public record ExtremeField(String name, List<ExtremeValue> values) {

  /// A field with values that an event may have.
  public static ExtremeField of(String name, Object... accepted) {
    return new ExtremeField(
        name, Stream.of(accepted).map(value -> new ExtremeValue(value, true)).toList());
  }

  /// A field of a reading with a time in microseconds since 1970, which may be absent.
  public static ExtremeField ofMicros(String name) {
    return of(
            name,
            Optional.of(1_787_229_296_789_012L),
            Optional.empty(),
            Optional.of(-1L),
            Optional.of(-62_135_596_800_000_000L),
            Optional.of(253_402_300_799_999_999L))
        .rejecting(
            Optional.of(-62_135_596_800_000_001L),
            Optional.of(253_402_300_800_000_000L),
            Optional.of(Long.MAX_VALUE),
            Optional.of(Long.MIN_VALUE));
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
