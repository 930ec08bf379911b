package org.rollbook.benchmark.ingest;

import java.util.List;

/// How far a side is at some moment.
///
/// @param nanos when
/// @param passed the events that each step has committed
/// @param outputs how much is written, in records and transaction marks, and committed
record Progress(long nanos, List<Long> passed, long outputs) {

  Progress {
    passed = List.copyOf(passed);
  }

  /// The part of the work that is done, every step being as much: 1 is all.
  ///
  /// @param events how many there are. Marks of transactions count among what is committed, and
  ///   watermarks: some in a thousand.
  double done(int events) {
    return passed.stream()
        .mapToDouble(step -> Math.min(1.0, (double) step / events))
        .average()
        .orElse(0);
  }

  /// The part that the slowest step has done.
  double leastDone(int events) {
    return passed.stream()
        .mapToDouble(step -> Math.min(1.0, (double) step / events))
        .min()
        .orElse(0);
  }

  /// Whether something got through since.
  boolean isBeyond(Progress earlier, int events) {
    return done(events) > earlier.done(events) || outputs > earlier.outputs;
  }
}
