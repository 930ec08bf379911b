package org.rollbook.local;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import org.rollbook.local.sample.Figures;
import org.rollbook.local.sample.Inspector;
import org.rollbook.local.status.Status;
import org.rollbook.local.status.Status.Agreement;
import org.rollbook.local.status.Status.Condition;
import org.rollbook.local.status.Status.Part;
import org.rollbook.local.status.Status.Phase;
import org.rollbook.testkit.campus.TrueCourseCounts;

/// The known state of the run: printed on the console as it changes, and kept for the front page.
/// Any thread.
final class RunStatus implements Inspector.Listener {

  /// At most this many of each kind are printed per report: a view that is wrong is wrong often,
  /// and the figures have the number.
  private static final int MOST_PRINTED = 3;

  private final Console console;
  private final Clock clock;
  private final Instant startedAt;
  private Phase phase = Phase.STARTING;
  private List<String> curls;
  private Figures latest = Figures.NONE;
  private Agreement whole = Agreement.NONE;
  private int disagreements;
  private int failures;

  /// @param curls to show until better ones are known
  RunStatus(Console console, Clock clock, List<String> curls) {
    this.console = console;
    this.clock = clock;
    this.curls = curls;
    startedAt = clock.instant();
  }

  synchronized void ready(List<String> betterCurls) {
    if (phase == Phase.STARTING) {
      phase = Phase.READY;
      curls = betterCurls;
      console.ready(age(), curls);
    }
  }

  /// Prints that a process ended without being asked to.
  synchronized void ended(String lastWords) {
    if (phase != Phase.STOPPING) {
      console.ended(lastWords);
    }
  }

  synchronized void stopping() {
    phase = Phase.STOPPING;
    console.stopping();
  }

  synchronized boolean isStopping() {
    return phase == Phase.STOPPING;
  }

  synchronized void stopped(long published) {
    console.stopped(age(), published, whole);
  }

  @Override
  public synchronized void reported(Figures figures) {
    latest = figures;
    whole = whole.plus(figures);
    disagreements = 0;
    failures = 0;
    console.figures(figures, LocalTime.now(clock));
  }

  @Override
  public synchronized void disagreed(String why) {
    disagreements++;
    if (disagreements <= MOST_PRINTED) {
      console.disagreed(why);
    }
  }

  @Override
  public synchronized void failed(String why) {
    failures++;
    if (failures <= MOST_PRINTED) {
      console.unusable(why);
    }
  }

  synchronized Status status(
      List<Part> parts,
      long published,
      List<TrueCourseCounts> largest,
      Optional<Status.DriftSummary> drift) {
    boolean degraded =
        phase == Phase.READY
            && parts.stream().anyMatch(part -> part.health().condition() != Condition.READY);
    return new Status(
        degraded ? Phase.DEGRADED : phase, parts, curls, published, latest, whole, largest, drift);
  }

  private Duration age() {
    return Duration.between(startedAt, clock.instant());
  }
}
