package org.rollbook.benchmark;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import org.rollbook.benchmark.measure.Results;
import org.rollbook.benchmark.measure.Rounds;
import org.rollbook.benchmark.measure.Workbench;
import org.rollbook.testkit.TemporaryFolder;
import org.rollbook.testkit.process.ParentEnd;
import org.rollbook.testkit.settings.MavenProgram;

/// Runs the benchmarks, prints the table and writes `results.json`. The exit code is 0 whatever the
/// figures are, and 2 for a wrong setting or if another run is under way here.
public final class Main {

  private Main() {}

  /// Takes the settings from the system properties, and from `rollbook.home` where the jars are.
  public static void main(String[] arguments) throws InterruptedException {
    ParentEnd.exitWith(System::exit);
    System.exit(MavenProgram.codeOf(Main::run));
  }

  private static int run() {
    var settings =
        BenchmarkSettings.from(MavenProgram.properties(BenchmarkSettings::requireKnownOnly));
    var checkout = Path.of(System.getProperty("rollbook.home", "")).toAbsolutePath();
    Path target = checkout.resolve("deploy/benchmark/target");
    try (var _ = MavenProgram.claim(target)) {
      run(settings, checkout, target, System.out);
    }
    return 0;
  }

  /// The files that a failed run leaves, such as the logs of the measured processes, stay until the
  /// next run begins.
  private static void run(BenchmarkSettings settings, Path checkout, Path target, PrintStream out) {
    var results = new Results(target.resolve("results.json"), out);
    var folder = TemporaryFolder.at(target.resolve("run"));
    try (var context =
        new RunContext(
            settings,
            new Workbench(
                "",
                new Rounds(settings.rounds()),
                Duration.ofSeconds(settings.seconds()),
                checkout,
                folder.path(),
                out))) {
      for (Benchmark benchmark : settings.benchmarks()) {
        out.println("Measuring " + benchmark.label() + " ...");
        results.add(benchmark.measured(context));
      }
    } finally {
      results.print();
    }
    folder.close();
  }
}
