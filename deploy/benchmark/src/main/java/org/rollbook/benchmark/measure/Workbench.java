package org.rollbook.benchmark.measure;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;

/// How everything is measured, and where.
///
/// @param time how long each side is asked in each round, where it is asked for a time
/// @param checkout the root of the sources, built
/// @param folder where processes keep logs and state
/// @param out where it is told what is under way, and what is left out
public record Workbench(Rounds rounds, Duration time, Path checkout, Path folder, PrintStream out) {

  /// The packaged enrollments topology.
  public Path enrollmentsJar() {
    return checkout.resolve("topologies/enrollments/target/rollbook-enrollments.jar");
  }

  /// The packaged grades topology.
  public Path gradesJar() {
    return checkout.resolve("topologies/grades/target/rollbook-grades.jar");
  }

  /// The same with a folder of its own in this one.
  public Workbench in(String name) {
    return new Workbench(rounds, time, checkout, folder.resolve(name), out);
  }
}
