package org.rollbook.benchmark;

import org.jspecify.annotations.Nullable;
import org.rollbook.benchmark.measure.Workbench;
import org.rollbook.benchmark.read.TestBed;

/// What a benchmark runs in: the test bed that all reading benchmarks share, or nothing at all.
final class RunContext implements AutoCloseable {

  private final BenchmarkSettings settings;
  private final Workbench workbench;
  private @Nullable TestBed testBed;

  RunContext(BenchmarkSettings settings, Workbench workbench) {
    this.settings = settings;
    this.workbench = workbench;
  }

  BenchmarkSettings settings() {
    return settings;
  }

  Workbench workbench() {
    return workbench;
  }

  /// The test bed is started and filled when it is first used, which takes minutes.
  TestBed testBed() {
    if (testBed == null) {
      testBed = new TestBed(settings.learners(), settings.baseline(), workbench.in("test-bed"));
    }
    return testBed;
  }

  /// A workbench without anything else running.
  Workbench alone(Benchmark benchmark) {
    close();
    return workbench.of(benchmark.label()).in(benchmark.label());
  }

  @Override
  public void close() {
    if (testBed != null) {
      testBed.close();
      testBed = null;
    }
  }
}
