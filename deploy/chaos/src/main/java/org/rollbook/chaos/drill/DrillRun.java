package org.rollbook.chaos.drill;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.rollbook.chaos.account.DrillResult;
import org.rollbook.chaos.read.Bounds;
import org.rollbook.chaos.read.Readers;
import org.rollbook.chaos.read.Topology;
import org.rollbook.chaos.site.CampusSite;
import org.rollbook.testkit.watch.Outage;

/// One drill at one site, read from before the first disturbance until after the last.
///
/// @param load how many read, and how much
/// @param bounds how old answers may be
/// @param atLeast how long is read at least
/// @param reads how many answers are held against the truth at least
/// @param told hears what is being done
public record DrillRun(
    Drill drill,
    Readers.Load load,
    Bounds bounds,
    Duration atLeast,
    long reads,
    Consumer<String> told) {

  /// Reading goes on for so long before anything happens, and after everything has settled.
  private static final Duration CALM = Duration.ofSeconds(5);

  private static final Duration MOMENT = Duration.ofMillis(200);

  /// However little is answered, it comes to an end.
  private static final Duration AT_MOST = Duration.ofMinutes(15);

  /// What came of it.
  ///
  /// @param settled whether everything was where it should be after each disturbance
  /// @param longest the longest time that a watched key could not be read
  /// @param wrong what was wrong, the first of it
  /// @param undecided answers that nothing can be said of
  public record Outcome(
      DrillResult result, boolean settled, Outage longest, List<String> wrong, long undecided) {}

  /// Returns when the site has settled again, or does not.
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

  private Outcome outcome(Readers readers, Optional<Duration> restore, Topology topology) {
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

  /// The longest that it took from a disturbance until everything was where it should be; empty if
  /// it did not come to that.
  private Optional<Duration> disturbed(CampusSite site) {
    var chance = new SplittableRandom(load.seed() + drill.label().hashCode());
    Duration longest = Duration.ZERO;
    for (Step step : drill.steps(chance.nextInt(drill.instances()))) {
      told.accept(drill.label() + ": " + step.what());
      long begun = System.nanoTime();
      step.deed().accept(site);
      if (step.kind() == Step.Kind.DISTURBANCE) {
        Duration disturbing = Duration.ofNanos(System.nanoTime() - begun);
        Optional<Duration> took = site.fleet().untilSettled().map(disturbing::plus);
        if (took.isEmpty()) {
          return took;
        }
        told.accept("%s: settled after %d ms".formatted(drill.label(), took.get().toMillis()));
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
