package org.rollbook.benchmark;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.rollbook.benchmark.measure.ResultsJson;
import org.rollbook.benchmark.measure.Rounds;
import org.rollbook.benchmark.measure.Row;
import org.rollbook.benchmark.measure.Table;
import org.rollbook.benchmark.read.Benchmark;
import org.rollbook.benchmark.read.Stand;
import org.rollbook.testkit.TemporaryFolder;
import org.rollbook.testkit.process.ParentEnd;
import org.rollbook.testkit.settings.MavenProgram;

/// Runs the benchmarks, prints the table and writes `results.json`. Ends with 0 whatever the
/// figures are, and with 2 for a wrong setting.
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
    var home = Path.of(System.getProperty("rollbook.home", "")).toAbsolutePath();
    Path folder = home.resolve("deploy/benchmark/target");
    List<Row> rows = new ArrayList<>();
    try (var logs = TemporaryFolder.at(folder.resolve("run"));
        var stand =
            new Stand(
                settings.learners(),
                home.resolve("topologies/enrollments/target/rollbook-enrollments.jar"),
                logs.path())) {
      if (!stand.hasPostgres()) {
        System.out.println("PostgreSQL is not installed: nothing is measured beside it.");
      }
      for (Benchmark benchmark : settings.benchmarks()) {
        System.out.println("Measuring " + benchmark.label() + " ...");
        rows.addAll(
            benchmark.measure(
                stand, new Rounds(settings.rounds()), Duration.ofSeconds(settings.seconds())));
      }
    }
    System.out.println();
    System.out.println(Table.of(rows));
    ResultsJson.write(folder.resolve("results.json"), rows);
    return 0;
  }
}
