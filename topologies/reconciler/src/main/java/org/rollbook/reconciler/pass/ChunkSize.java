package org.rollbook.reconciler.pass;

import java.time.Duration;

/// How many rows one statement reads. It adapts, so that a statement takes about half a second.
final class ChunkSize {

  private static final Duration AIM = Duration.ofMillis(500);
  private static final int LEAST = 500;
  private static final int MOST = 200_000;

  private int rows;

  /// @param rows of the first statement
  ChunkSize(int rows) {
    this.rows = rows;
  }

  int rows() {
    return rows;
  }

  /// Learns from a statement. It grows slowly and shrinks at once.
  void took(Duration taken) {
    double factor = (double) AIM.toNanos() / Math.max(1, taken.toNanos());
    rows = (int) Math.clamp(rows * Math.clamp(factor, 0.1, 2.0), LEAST, MOST);
  }
}
