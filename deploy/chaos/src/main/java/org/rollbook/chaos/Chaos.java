package org.rollbook.chaos;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.rollbook.chaos.account.DrillResult;
import org.rollbook.chaos.account.ResultsJson;
import org.rollbook.chaos.account.Table;
import org.rollbook.chaos.account.Verdict;
import org.rollbook.chaos.drill.Drill;
import org.rollbook.chaos.drill.DrillRun;
import org.rollbook.chaos.read.Topology;
import org.rollbook.chaos.site.CampusSite;
import org.rollbook.testkit.campus.CampusSettings;

/// All drills of all topologies, one after the other, each topology at a site of its own.
final class Chaos {

  private static final int LEARNERS = 3_000;
  private static final int COURSES = 40;
  private static final int INSTANCES = 3;
  private static final int PARTITIONS = 6;

  /// So many events are there before anybody reads.
  private static final int EVENTS_BEFORE = 3_000;

  private final ChaosSettings settings;
  private final Path checkout;
  private final PrintStream out;
  private final Clock clock;
  private final List<DrillResult> results = new ArrayList<>();
  private final List<String> faults = new ArrayList<>();

  /// @param checkout the root of the sources, built
  Chaos(ChaosSettings settings, Path checkout, PrintStream out, Clock clock) {
    this.settings = settings;
    this.checkout = checkout;
    this.out = out;
    this.clock = clock;
  }

  /// Runs them all, prints the table and writes `results.json`.
  ///
  /// @return what is wrong, if anything
  List<String> run() {
    settings.topologies().forEach(this::run);
    out.println();
    out.println(Table.of(results));
    ResultsJson.write(folder().resolve("results.json"), results);
    return faults;
  }

  /// A site that does not come to rest is left at that.
  private void run(Topology topology) {
    try (var site = CampusSite.start(plan(topology), EVENTS_BEFORE, out::println, clock)) {
      settings.drills().forEach(drill -> run(drill, site));
    } catch (AssertionError e) {
      faults.add(topology.label() + ": " + e.getMessage());
    }
  }

  private void run(Drill drill, CampusSite site) {
    DrillRun.Outcome outcome =
        new DrillRun(
                drill,
                settings.load(),
                Duration.ofSeconds(settings.seconds()),
                settings.readsOfADrill(),
                out::println)
            .at(site, clock);
    results.add(outcome.result());
    faults.addAll(Verdict.of(outcome.result(), drill.longestUnreadable()).faults());
    if (!outcome.settled()) {
      faults.add(outcome.result().drill() + ": not everything is where it should be");
    }
    tell(outcome);
  }

  private void tell(DrillRun.Outcome outcome) {
    out.println(Table.of(List.of(outcome.result())));
    out.println("undecided: " + outcome.undecided());
    out.println("slowest key: " + outcome.longest());
    outcome.wrong().forEach(wrong -> out.println("WRONG " + wrong));
  }

  private CampusSite.Plan plan(Topology topology) {
    return new CampusSite.Plan(
        topology,
        checkout,
        folder().resolve("run").resolve(topology.label()),
        INSTANCES,
        PARTITIONS,
        CampusSettings.of(settings.load().seed(), LEARNERS, COURSES),
        settings.eventsPerSecond());
  }

  private Path folder() {
    return checkout.resolve("deploy/chaos/target");
  }
}
