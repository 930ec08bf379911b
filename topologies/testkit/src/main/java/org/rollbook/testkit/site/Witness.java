package org.rollbook.testkit.site;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.rollbook.testkit.campus.ViewTruth;
import org.rollbook.testkit.sample.Outcome;
import org.rollbook.testkit.sample.Question;
import org.rollbook.testkit.sample.Sampler;
import org.rollbook.testkit.sample.ViewApi;

/// Asks on and on, whatever happens, and remembers each answer that was wrong at its as-of.
public final class Witness implements AutoCloseable {

  private static final Duration PAUSE = Duration.ofMillis(5);

  private final Supplier<Outcome> question;
  private final LongAdder agreed = new LongAdder();
  private final LongAdder undecided = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final List<String> contradictions = new CopyOnWriteArrayList<>();
  private final Thread thread = Thread.ofPlatform().name("witness").daemon().unstarted(this::watch);
  private volatile boolean watching = true;

  private Witness(Supplier<Outcome> question) {
    this.question = question;
  }

  /// One that asks about anything there is, and holds the answers against the truth.
  public static <R, F> Witness of(ViewApi<R, F> api, ViewTruth<?, R, F> truth) {
    var sampler = new Sampler<>(api, truth, figures -> {});
    var chance = RandomGenerator.of("L64X128MixRandom");
    return new Witness(() -> sampler.ask(Question.drawn(truth, chance)));
  }

  /// Begins.
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

  /// What was answered wrongly, and as of when.
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

  private void note(Outcome outcome) {
    switch (outcome) {
      case Outcome.Agreed _ -> agreed.increment();
      case Outcome.Disagreed(var asOf, var fault, var why) ->
          contradictions.add(fault + " as of " + asOf + ": " + why);
      case Outcome.Undecided _ -> undecided.increment();
      case Outcome.Refused _ -> refused.increment();
      case Outcome.Failed _ -> failed.increment();
    }
  }
}
