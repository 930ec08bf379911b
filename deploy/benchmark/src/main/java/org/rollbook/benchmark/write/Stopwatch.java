package org.rollbook.benchmark.write;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;

/// Computes how fast a contender is from what is seen of its progress.
///
/// It begins when all steps together have done a tenth of the work and each of them at least some
/// of its own, so that neither the start of a JVM nor its first slow seconds are measured. It ends
/// at the last change, once all is done and nothing has changed for a while.
final class Stopwatch {

  private static final double TENTH = 0.1;
  private static final double SOME = 0.01;

  private final int events;
  private final Duration quiet;
  private Optional<Progress> begun = Optional.empty();
  private Optional<Progress> last = Optional.empty();

  /// How far a contender is at some moment.
  ///
  /// @param nanos the moment
  /// @param passed the number of events that each step has committed. Transaction markers and
  ///   watermarks are among the commits: some in a thousand.
  /// @param outputs the committed output, in records and transaction markers
  record Progress(long nanos, List<Long> passed, long outputs) {

    /// The part of the work that is done, with the same weight for each step: 1 is all.
    double done(int events) {
      return parts(events).average().orElse(0);
    }

    /// The part of its own work that each step has done.
    private DoubleStream parts(int events) {
      return passed.stream().mapToDouble(step -> Math.min(1.0, (double) step / events));
    }

    private boolean isBeyond(Progress earlier, int events) {
      return done(events) > earlier.done(events) || outputs > earlier.outputs;
    }
  }

  /// @param quiet how long nothing must change to be the end
  Stopwatch(int events, Duration quiet) {
    this.events = events;
    this.quiet = quiet;
  }

  /// Takes note of progress.
  ///
  /// @return whether it was the end
  boolean sees(Progress progress) {
    if (begun.isEmpty()
        && progress.done(events) >= TENTH
        && progress.parts(events).allMatch(part -> part >= SOME)) {
      begun = Optional.of(progress);
    }
    if (last.filter(before -> !progress.isBeyond(before, events)).isEmpty()) {
      last = Optional.of(progress);
    }
    Progress newest = last.orElseThrow();
    return newest.done(events) >= 1 && progress.nanos() - newest.nanos() >= quiet.toNanos();
  }

  /// Events a second, when it has ended.
  double eventsPerSecond() {
    Progress first = begun.orElseThrow();
    double left = (1 - first.done(events)) * events;
    return left / ((last.orElseThrow().nanos() - first.nanos()) / 1e9);
  }
}
