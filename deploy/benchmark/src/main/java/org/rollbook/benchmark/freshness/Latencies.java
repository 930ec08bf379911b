package org.rollbook.benchmark.freshness;

import java.util.Collection;

/// How long something took each time.
final class Latencies {

  private final long[] nanos;

  private Latencies(long[] nanos) {
    this.nanos = nanos;
  }

  /// @param nanos at least one, in any order
  static Latencies of(Collection<Long> nanos) {
    if (nanos.isEmpty()) {
      throw new IllegalArgumentException("nanos must not be empty");
    }
    return new Latencies(nanos.stream().mapToLong(Long::longValue).sorted().toArray());
  }

  /// The time that this part of them took at most.
  ///
  /// @param part up to 1
  double millis(double part) {
    return nanos[Math.min(nanos.length - 1, (int) (nanos.length * part))] / 1e6;
  }
}
