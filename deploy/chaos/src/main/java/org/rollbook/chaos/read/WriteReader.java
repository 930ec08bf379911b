package org.rollbook.chaos.read;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import org.rollbook.chaos.account.CheckedRead;
import org.rollbook.chaos.read.Writes.Write;
import org.rollbook.model.event.IsoTime;
import org.rollbook.testkit.campus.TruthJudgement.Fault;
import org.rollbook.testkit.sample.SampleOutcome;
import org.rollbook.testkit.watch.AnswerTimeout;

/// A client that reads back what was written just now, by the event's id or by the time. One
/// thread.
final class WriteReader implements Runnable {

  /// How long the view may make it wait, in seconds.
  private static final int WAIT = 5;

  private static final AnswerTimeout PATIENCE =
      AnswerTimeout.withTwoTries(Duration.ofSeconds(WAIT));

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
    Map<String, String> headers = new HashMap<>(AgeBounds.headers(asking.bounds().usual()));
    headers.put("Prefer", "wait=" + WAIT);
    Instant least = atLeast(write);
    switch (by) {
      case EVENT -> headers.put("Rollbook-If-Applied", write.stamp().eventId());
      case TIME -> headers.put("Rollbook-Min-As-Of", IsoTime.format(least));
    }
    var conversation = asking.conversation(headers, PATIENCE);
    SampleOutcome outcome =
        asking.view().sampler(conversation, 1).readBack(write.key(), write.stamp());
    asking
        .tally()
        .add(
            new CheckedRead(
                "back by " + by + " " + write,
                by == By.TIME ? asOfAtLeast(least, outcome) : outcome,
                true,
                asking.bounds().usual(),
                conversation.exchanges()));
  }

  /// An answer has everything before its as-of, so the as-of has to lie after the write.
  private static Instant atLeast(Write write) {
    return write.acknowledgedAt().truncatedTo(ChronoUnit.MICROS).plus(1, ChronoUnit.MICROS);
  }

  private static SampleOutcome asOfAtLeast(Instant least, SampleOutcome outcome) {
    return switch (outcome) {
      case SampleOutcome.Agreed(var asOf) when asOf.isBefore(least) ->
          new SampleOutcome.Disagreed(asOf, Fault.LOST_WRITE, "as of " + asOf + " before " + least);
      case SampleOutcome.Agreed _,
          SampleOutcome.Disagreed _,
          SampleOutcome.Undecided _,
          SampleOutcome.Refused _,
          SampleOutcome.Failed _ ->
          outcome;
    };
  }
}
