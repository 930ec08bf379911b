package org.rollbook.chaos.drill;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.rollbook.chaos.account.DrillResult;
import org.rollbook.chaos.read.AgeBounds;
import org.rollbook.chaos.read.DrilledTopology;
import org.rollbook.chaos.read.Readers;
import org.rollbook.chaos.site.CampusSite;
import org.rollbook.testkit.watch.Outage;

/// One drill at one site. Reading begins before the first disturbance and ends after the last.
///
/// @param load how many readers there are, and how much they read
/// @param bounds how old answers may be
/// @param atLeast the shortest time for which is read
/// @param reads the least number of answers that are compared with the truth
/// @param report receives a line for each step
public record DrillRun(
    Drill drill,
    Readers.Load load,
    AgeBounds bounds,
    Duration atLeast,
    long reads,
    Consumer<String> report) {

  /// Reading goes on for this long before anything happens, and after everything has settled.
  private static final Duration CALM = Duration.ofSeconds(5);

  private static final Duration MOMENT = Duration.ofMillis(200);

  /// The drill ends after this time, however few answers there were.
  private static final Duration AT_MOST = Duration.ofMinutes(15);

  /// The outcome.
  ///
  /// @param settled whether everything was where it should be after each disturbance
  /// @param longest the longest time that a watched key could not be read
  /// @param wrong the first of what was wrong
  /// @param undecided answers that the truth can neither confirm nor refute
  public record Outcome(
      DrillResult result, boolean settled, Outage longest, List<String> wrong, long undecided) {}

  /// Returns when the site has settled again, or did not settle in time.
  public Outcome at(CampusSite site, InstantSource clock) {
    site.fleet().settleAt(drill.instances());
    long begun = System.nanoTime();
    var readers =
        new Readers(
            site.view(),
            site.writes(),
            site.fleet().backends(),
            site.partitions(),
            load,
            bounds,
            clock);
    Optional<Duration> restore;
    try (readers) {
      site.fleet().superviseFor(CALM);
      restore = disturbed(site);
      site.fleet().superviseFor(CALM);
      while (!isOver(begun, readers.tally().checked())) {
        site.fleet().superviseFor(MOMENT);
      }
    }
    return outcome(readers, restore, site.view().topology());
  }

  private Outcome outcome(Readers readers, Optional<Duration> restore, DrilledTopology topology) {
    Outage longest = readers.longestOutage();
    return new Outcome(
        readers
            .tally()
            .result(
                topology.label() + "/" + drill.label(),
                longest.lasted(),
                restore.orElse(Duration.ZERO)),
        restore.isPresent(),
        longest,
        readers.tally().examples(),
        readers.tally().undecided());
  }

  /// The longest time from a disturbance until everything was where it should be; empty if it never
  /// was.
  private Optional<Duration> disturbed(CampusSite site) {
    var chance = new SplittableRandom(load.seed() + drill.label().hashCode());
    Duration longest = Duration.ZERO;
    for (DrillStep step : drill.steps(chance.nextInt(drill.instances()))) {
      report.accept(drill.label() + ": " + step.what());
      long begun = System.nanoTime();
      step.deed().accept(site);
      if (step.kind() == DrillStep.Kind.DISTURBANCE) {
        Duration disturbing = Duration.ofNanos(System.nanoTime() - begun);
        Optional<Duration> took = site.fleet().untilSettled().map(disturbing::plus);
        if (took.isEmpty()) {
          return took;
        }
        report.accept("%s: settled after %d ms".formatted(drill.label(), took.get().toMillis()));
        longest = took.get().compareTo(longest) > 0 ? took.get() : longest;
      }
    }
    return Optional.of(longest);
  }

  private boolean isOver(long begun, long checked) {
    Duration read = Duration.ofNanos(System.nanoTime() - begun);
    return read.compareTo(AT_MOST) > 0
        || ((checked >= reads || drill.leavesIncomplete()) && read.compareTo(atLeast) > 0);
  }
}
