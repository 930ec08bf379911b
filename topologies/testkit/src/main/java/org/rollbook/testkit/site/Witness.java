package org.rollbook.testkit.site;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.rollbook.testkit.campus.ViewTruth;
import org.rollbook.testkit.sample.SampleOutcome;
import org.rollbook.testkit.sample.SampleQuestion;
import org.rollbook.testkit.sample.Sampler;
import org.rollbook.testkit.sample.ViewApi;

/// Asks all the time, whatever happens, and remembers each answer that was wrong at its as-of.
public final class Witness implements AutoCloseable {

  private static final Duration PAUSE = Duration.ofMillis(5);

  private final Supplier<SampleOutcome> question;
  private final LongAdder agreed = new LongAdder();
  private final LongAdder undecided = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final List<String> contradictions = new CopyOnWriteArrayList<>();
  private final Thread thread = Thread.ofPlatform().name("witness").daemon().unstarted(this::watch);
  private volatile boolean watching = true;

  private Witness(Supplier<SampleOutcome> question) {
    this.question = question;
  }

  /// A witness that asks about everything, and compares the answers with the truth.
  public static <R, F> Witness of(ViewApi<R, F> api, ViewTruth<?, R, F> truth) {
    var sampler = new Sampler<>(api, truth, figures -> {});
    var chance = RandomGenerator.of("L64X128MixRandom");
    return new Witness(() -> sampler.ask(SampleQuestion.drawn(truth, chance)));
  }

  /// Starts to ask.
  public Witness start() {
    thread.start();
    return this;
  }

  /// How many answers were right.
  public long agreed() {
    return agreed.sum();
  }

  /// How many answers were refused.
  public long refused() {
    return refused.sum();
  }

  /// The wrong answers, with their as-of.
  public List<String> contradictions() {
    return List.copyOf(contradictions);
  }

  @Override
  public void close() {
    watching = false;
    try {
      thread.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public String toString() {
    return "agreed %s, contradicted %d, undecided %s, refused %s, unanswered %s"
        .formatted(agreed, contradictions.size(), undecided, refused, failed);
  }

  private void watch() {
    while (watching) {
      note(question.get());
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  private void note(SampleOutcome outcome) {
    switch (outcome) {
      case SampleOutcome.Agreed _ -> agreed.increment();
      case SampleOutcome.Disagreed(var asOf, var fault, var why) ->
          contradictions.add(fault + " as of " + asOf + ": " + why);
      case SampleOutcome.Undecided _ -> undecided.increment();
      case SampleOutcome.Refused _ -> refused.increment();
      case SampleOutcome.Failed _ -> failed.increment();
    }
  }
}
