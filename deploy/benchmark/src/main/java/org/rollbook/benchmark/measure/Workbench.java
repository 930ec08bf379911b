package org.rollbook.benchmark.measure;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import org.rollbook.testkit.process.ViewJar;

/// How and where everything is measured.
///
/// @param time how long each contender is asked in each round, where it is asked for a fixed time
/// @param checkout the root of the sources, built
/// @param folder where processes keep logs and state
/// @param out where progress and omissions are reported
public record Workbench(Rounds rounds, Duration time, Path checkout, Path folder, PrintStream out) {

  /// The packaged enrollments topology.
  public Path enrollmentsJar() {
    return ViewJar.in(checkout, "enrollments");
  }

  /// The packaged grades topology.
  public Path gradesJar() {
    return ViewJar.in(checkout, "grades");
  }

  /// The same with a subfolder of its own.
  public Workbench in(String name) {
    return new Workbench(rounds, time, checkout, folder.resolve(name), out);
  }
}
