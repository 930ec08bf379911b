package org.rollbook.chaos;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.rollbook.chaos.account.DrillResult;
import org.rollbook.chaos.account.DrillResultsJson;
import org.rollbook.chaos.account.DrillTable;
import org.rollbook.chaos.account.DrillVerdict;
import org.rollbook.chaos.drill.Drill;
import org.rollbook.chaos.drill.DrillRun;
import org.rollbook.chaos.mutant.Mutant;
import org.rollbook.chaos.mutant.MutantJar;
import org.rollbook.chaos.read.AgeBounds;
import org.rollbook.chaos.read.DrilledTopology;
import org.rollbook.chaos.site.CampusSite;
import org.rollbook.testkit.campus.CampusSettings;

/// All drills of all topologies, one after the other, each topology at a site of its own; then all
/// mutants, each at a site of its own.
final class Chaos {

  private static final int LEARNERS = 3_000;
  private static final int COURSES = 40;
  private static final int INSTANCES = 3;
  private static final int PARTITIONS = 6;
  private static final int MUTANT_TRIES = 3;

  /// All topologies share the code that mutants change, so one topology is enough.
  private static final DrilledTopology MUTATED = DrilledTopology.ENROLLMENTS;

  /// This many events exist before anyone reads.
  private static final int EVENTS_BEFORE = 3_000;

  private final ChaosSettings settings;
  private final Path checkout;
  private final PrintStream out;
  private final Clock clock;
  private final List<DrillResult> results = new ArrayList<>();
  private final List<String> caught = new ArrayList<>();
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
    settings.mutants().forEach(this::run);
    out.println();
    out.println(DrillTable.of(results));
    caught.forEach(out::println);
    DrillResultsJson.write(folder().resolve("results.json"), results);
    return faults;
  }

  /// If a site does not settle, its remaining drills are skipped.
  private void run(DrilledTopology topology) {
    try (var site = start(topology, topology.jar(checkout), topology.label())) {
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
                drill.bounds(),
                Duration.ofSeconds(settings.seconds()),
                settings.readsOfADrill(),
                out::println)
            .at(site, clock);
    results.add(outcome.result());
    faults.addAll(
        DrillVerdict.of(outcome.result(), drill.longestUnreadable(), drill.mayRefuse()).faults());
    if (!outcome.settled()) {
      faults.add(outcome.result().drill() + ": not everything is where it should be");
    }
    print(outcome);
  }

  /// If the readers do not notice a mutant, they are at fault. A mutant may answer wrongly only
  /// rarely, so it gets several tries.
  private void run(Mutant mutant) {
    Path jar =
        MutantJar.of(
            mutant,
            MUTATED.jar(checkout),
            checkout,
            folder().resolve("mutants").resolve(mutant.label()));
    out.println("mutant: " + mutant.label());
    long wrong = 0;
    try (var site = start(MUTATED, jar, mutant.label())) {
      for (int tries = 0; wrong == 0 && tries < MUTANT_TRIES; tries++) {
        wrong = wrongAnswers(site);
      }
    } catch (AssertionError e) {
      faults.add("mutant %s: %s".formatted(mutant.label(), e.getMessage()));
    }
    caught.add("mutant %s: %,d wrong answers noticed".formatted(mutant.label(), wrong));
    if (wrong == 0) {
      faults.add("mutant " + mutant.label() + " was not noticed");
    }
  }

  private long wrongAnswers(CampusSite site) {
    DrillRun.Outcome outcome =
        new DrillRun(
                Drill.KILL_TWO,
                settings.load(),
                new AgeBounds(AgeBounds.VERY_FRESH),
                Duration.ofSeconds(settings.seconds()),
                0,
                out::println)
            .at(site, clock);
    print(outcome);
    return outcome.result().wrong();
  }

  private CampusSite start(DrilledTopology topology, Path jar, String name) {
    return CampusSite.start(plan(topology, jar, name), EVENTS_BEFORE, out::println, clock);
  }

  private void print(DrillRun.Outcome outcome) {
    out.println(DrillTable.of(List.of(outcome.result())));
    out.println("undecided: " + outcome.undecided());
    out.println("slowest key: " + outcome.longest());
    outcome.wrong().forEach(wrong -> out.println("WRONG " + wrong));
  }

  private CampusSite.Plan plan(DrilledTopology topology, Path jar, String name) {
    return new CampusSite.Plan(
        topology,
        jar,
        () ->
            MutantJar.of(
                Mutant.CLOCK_AHEAD, jar, checkout, folder().resolve("ahead").resolve(name)),
        folder().resolve("run").resolve(name),
        INSTANCES,
        PARTITIONS,
        CampusSettings.of(settings.load().seed(), LEARNERS, COURSES),
        settings.eventsPerSecond());
  }

  private Path folder() {
    return folder(checkout);
  }

  /// Where all of them work, and leave their results.
  static Path folder(Path checkout) {
    return checkout.resolve("deploy/chaos/target");
  }
}
