package org.rollbook.runtime.view;

/// The largest record that a view may write to a changelog or a derived topic.
final class RecordSize {

  /// By default, Kafka's producers send records of up to 1 MiB and topics accept batches of that
  /// size. The rest is room for framing and for what a batch adds.
  static final int MOST_BYTES = 1_000_000;

  private RecordSize() {}

  /// @param record names it, without its content
  /// @throws IllegalArgumentException if it is larger
  static void check(String record, long bytes) {
    if (bytes > MOST_BYTES) {
      throw new IllegalArgumentException(
          "%s would have %d bytes, at most %d are written".formatted(record, bytes, MOST_BYTES));
    }
  }
}
