package org.rollbook.benchmark.measure;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.rollbook.benchmark.measure.Rounds.PairedRun;
import org.rollbook.testkit.process.ViewJar;

/// How and where a benchmark measures.
///
/// @param benchmark its name
/// @param time how long each contender is asked in each round, where it is asked for a fixed time
/// @param checkout the root of the sources, built
/// @param folder where processes keep logs and state
/// @param out where progress and omissions are reported
public record Workbench(
    String benchmark, Rounds rounds, Duration time, Path checkout, Path folder, PrintStream out) {

  /// The packaged jar of a topology, such as `enrollments`.
  public Path jar(String topology) {
    return ViewJar.in(checkout, topology);
  }

  /// The same for a benchmark.
  public Workbench of(String name) {
    return new Workbench(name, rounds, time, checkout, folder, out);
  }

  /// The same with a subfolder of its own.
  public Workbench in(String name) {
    return new Workbench(benchmark, rounds, time, checkout, folder.resolve(name), out);
  }

  /// Measures ours and theirs in rounds, and makes a row of a figure.
  ///
  /// @param beside what is measured, and what it is compared with
  public <M> ResultRow compare(
      String beside, Supplier<M> ours, Supplier<M> theirs, Figure<M> figure) {
    return row(beside, rounds.of(ours, theirs), figure);
  }

  /// A row of rounds that were measured.
  public <M> ResultRow row(String beside, List<PairedRun<M>> runs, Figure<M> figure) {
    return ResultRow.of(benchmark, beside, runs, figure);
  }

  /// Reports that there is no PostgreSQL to compare with.
  public void reportNoPostgres() {
    out.println("PostgreSQL is not installed: nothing is compared with it.");
  }
}
