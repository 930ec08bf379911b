package org.rollbook.runtime.view;

/// How large a record may be that a view writes, to a changelog or a derived topic.
final class RecordSize {

  /// Kafka's producers send records of up to 1 MiB and topics take batches of as much, if nobody
  /// says otherwise. The rest is room for framing and for what a batch adds.
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
