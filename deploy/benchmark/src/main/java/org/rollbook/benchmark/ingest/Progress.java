package org.rollbook.benchmark.ingest;

import java.util.List;

/// How far a contender is at some moment.
///
/// @param nanos the moment
/// @param passed the number of events that each step has committed
/// @param outputs the committed output, in records and transaction markers
record Progress(long nanos, List<Long> passed, long outputs) {

  Progress {
    passed = List.copyOf(passed);
  }

  /// The part of the work that is done, with the same weight for each step: 1 is all.
  ///
  /// @param events how many there are. Transaction markers and watermarks are among the commits:
  ///   some in a thousand.
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

  /// Whether anything was processed since.
  boolean isBeyond(Progress earlier, int events) {
    return done(events) > earlier.done(events) || outputs > earlier.outputs;
  }
}
