package org.rollbook.local.sample;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.rollbook.local.sample.Figures.Spread;
import org.rollbook.testkit.sample.SampleOutcome;

/// Counts outcomes from one report to the next. Any thread.
final class SampleTally {

  private final List<Duration> ages = new ArrayList<>();
  private final List<Duration> visibleAfter = new ArrayList<>();
  private int agreed;
  private int disagreed;
  private int undecided;
  private int refused;
  private int failed;

  synchronized void add(SampleOutcome outcome, Instant now) {
    switch (outcome) {
      case SampleOutcome.Agreed(var asOf) -> {
        agreed++;
        addAge(asOf, now);
      }
      case SampleOutcome.Disagreed(var asOf, _, _) -> {
        disagreed++;
        addAge(asOf, now);
      }
      case SampleOutcome.Undecided(var asOf) -> {
        undecided++;
        addAge(asOf, now);
      }
      case SampleOutcome.Refused _ -> refused++;
      case SampleOutcome.Failed _ -> failed++;
    }
  }

  synchronized void addVisibleAfter(Duration time) {
    visibleAfter.add(time);
  }

  /// Returns the counts since the last call, and starts anew.
  synchronized Figures take(double eventsPerSecond) {
    var figures =
        new Figures(
            eventsPerSecond,
            spread(ages),
            spread(visibleAfter),
            agreed,
            disagreed,
            undecided,
            refused,
            failed);
    ages.clear();
    visibleAfter.clear();
    agreed = 0;
    disagreed = 0;
    undecided = 0;
    refused = 0;
    failed = 0;
    return figures;
  }

  private void addAge(Instant asOf, Instant now) {
    ages.add(Duration.between(asOf, now));
  }

  private static Optional<Spread> spread(List<Duration> times) {
    if (times.isEmpty()) {
      return Optional.empty();
    }
    List<Duration> sorted = times.stream().sorted().toList();
    return Optional.of(new Spread(sorted.get(sorted.size() / 2), Collections.max(sorted)));
  }
}
