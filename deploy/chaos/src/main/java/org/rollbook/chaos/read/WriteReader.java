package org.rollbook.chaos.read;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import org.rollbook.chaos.account.Read;
import org.rollbook.chaos.read.Writes.Write;
import org.rollbook.model.event.IsoTime;
import org.rollbook.testkit.campus.Judgement.Fault;
import org.rollbook.testkit.sample.Outcome;
import org.rollbook.testkit.watch.Patience;

/// A client that reads back what was written just now, by the event's id or by the time. One
/// thread.
final class WriteReader implements Runnable {

  /// How long the view may make it wait, in seconds.
  private static final int WAIT = 5;

  private static final Patience PATIENCE = Patience.withTwoTries(Duration.ofSeconds(WAIT));

  private final By by;
  private final Asking asking;
  private final Writes writes;
  private volatile boolean reading = true;

  /// What the request names.
  enum By {
    EVENT,
    TIME
  }

  WriteReader(By by, Asking asking, Writes writes) {
    this.by = by;
    this.asking = asking;
    this.writes = writes;
  }

  void stop() {
    reading = false;
  }

  @Override
  public void run() {
    while (reading) {
      try {
        writes.take().ifPresent(this::readBack);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void readBack(Write write) {
    Map<String, String> headers = new HashMap<>(Bounds.headers(asking.bounds().usual()));
    headers.put("Prefer", "wait=" + WAIT);
    Instant least = atLeast(write);
    switch (by) {
      case EVENT -> headers.put("Rollbook-If-Applied", write.stamp().eventId());
      case TIME -> headers.put("Rollbook-Min-As-Of", IsoTime.format(least));
    }
    var conversation = asking.conversation(headers, PATIENCE);
    Outcome outcome = asking.view().sampler(conversation, 1).readBack(write.key(), write.stamp());
    asking
        .tally()
        .add(
            new Read(
                "back by " + by + " " + write,
                by == By.TIME ? asOfAtLeast(least, outcome) : outcome,
                true,
                asking.bounds().usual(),
                conversation.exchanges()));
  }

  /// Everything before an as-of is in the answer, so this has to lie after the write.
  private static Instant atLeast(Write write) {
    return write.acknowledgedAt().truncatedTo(ChronoUnit.MICROS).plus(1, ChronoUnit.MICROS);
  }

  private static Outcome asOfAtLeast(Instant least, Outcome outcome) {
    return switch (outcome) {
      case Outcome.Agreed(var asOf) when asOf.isBefore(least) ->
          new Outcome.Disagreed(asOf, Fault.LOST_WRITE, "as of " + asOf + " before " + least);
      case Outcome.Agreed _,
          Outcome.Disagreed _,
          Outcome.Undecided _,
          Outcome.Refused _,
          Outcome.Failed _ ->
          outcome;
    };
  }
}
