package org.rollbook.benchmark;

import org.jspecify.annotations.Nullable;
import org.rollbook.benchmark.measure.Workbench;
import org.rollbook.benchmark.read.Stand;

/// What a benchmark is run in: the stand that all share that read, or nothing at all.
final class Surroundings implements AutoCloseable {

  private final BenchmarkSettings settings;
  private final Workbench workbench;
  private @Nullable Stand stand;

  Surroundings(BenchmarkSettings settings, Workbench workbench) {
    this.settings = settings;
    this.workbench = workbench;
  }

  BenchmarkSettings settings() {
    return settings;
  }

  Workbench workbench() {
    return workbench;
  }

  /// Started and filled when it is first asked for, which takes minutes.
  Stand stand() {
    if (stand == null) {
      stand = new Stand(settings.learners(), settings.baseline(), workbench.in("stand"));
    }
    return stand;
  }

  /// A workbench with nothing running beside it.
  Workbench alone(Benchmark benchmark) {
    close();
    return workbench.in(benchmark.label());
  }

  @Override
  public void close() {
    if (stand != null) {
      stand.close();
      stand = null;
    }
  }
}
