package org.rollbook.chaos.drill;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.rollbook.chaos.account.DrillResult;
import org.rollbook.chaos.account.Outage;
import org.rollbook.chaos.read.Readers;
import org.rollbook.chaos.site.CampusSite;
import org.rollbook.testkit.site.Waiting;

/// One drill at one site, read from before the first disturbance until after the last.
///
/// @param load how many read, and how much
/// @param atLeast how long is read at least
/// @param reads how many answers are held against the truth at least
/// @param told hears what is being done
public record DrillRun(
    Drill drill, Readers.Load load, Duration atLeast, long reads, Consumer<String> told) {

  /// Reading goes on for so long before anything happens, and after everything has settled.
  private static final Duration CALM = Duration.ofSeconds(5);

  /// However little is answered, it comes to an end.
  private static final Duration AT_MOST = Duration.ofMinutes(15);

  /// What came of it.
  ///
  /// @param longest the longest time that a watched key could not be read
  /// @param wrong what was wrong, the first of it
  /// @param undecided answers that nothing can be said of
  public record Outcome(DrillResult result, Outage longest, List<String> wrong, long undecided) {}

  /// Returns when the site has settled again.
  public Outcome at(CampusSite site, InstantSource clock) {
    var chance = new SplittableRandom(load.seed() + drill.label().hashCode());
    site.fleet().settleAt(drill.instances());
    long begun = System.nanoTime();
    var readers =
        new Readers(
            site.view(),
            site.writes(),
            site.fleet().backends(),
            site.partitions(),
            load,
            drill.bounds(),
            clock);
    Duration restore = Duration.ZERO;
    try (readers) {
      await(begun, CALM);
      for (Step step : drill.steps(chance.nextInt(drill.instances()))) {
        Duration took = taken(step, site);
        restore = took.compareTo(restore) > 0 ? took : restore;
      }
      long settled = System.nanoTime();
      await(settled, CALM);
      Waiting.until(() -> isOver(begun, readers.tally().checked()), AT_MOST.plus(atLeast));
    }
    var wrong = new ArrayList<String>();
    readers.tally().examples().forEach(wrong::add);
    Outage longest = readers.longestOutage();
    String name = site.view().topology().label() + "/" + drill.label();
    return new Outcome(
        readers.tally().result(name, longest.lasted(), restore),
        longest,
        wrong,
        readers.tally().undecided());
  }

  /// From the disturbance until everything is where it should be.
  private Duration taken(Step step, CampusSite site) {
    told.accept(drill.label() + ": " + step.what());
    long disturbed = System.nanoTime();
    step.disturbance().accept(site);
    Duration disturbing = Duration.ofNanos(System.nanoTime() - disturbed);
    Duration took = disturbing.plus(site.fleet().awaitSettled());
    told.accept("%s: settled after %d ms".formatted(drill.label(), took.toMillis()));
    return took;
  }

  private boolean isOver(long begun, long checked) {
    Duration read = Duration.ofNanos(System.nanoTime() - begun);
    return read.compareTo(AT_MOST) > 0 || (checked >= reads && read.compareTo(atLeast) > 0);
  }

  private static void await(long since, Duration time) {
    Waiting.until(() -> System.nanoTime() - since > time.toNanos(), time.plusMinutes(1));
  }
}
