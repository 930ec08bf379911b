package org.rollbook.enrollments.stack;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import org.rollbook.testkit.campus.Truth;
import org.rollbook.testkit.sample.Outcome;
import org.rollbook.testkit.sample.Question;
import org.rollbook.testkit.sample.Sampler;

/// Asks on and on, whatever happens, and remembers each answer that was wrong at its as-of.
final class Witness implements AutoCloseable {

  private static final Duration PAUSE = Duration.ofMillis(5);

  private final Sampler sampler;
  private final Truth truth;
  private final RandomGenerator chance = RandomGenerator.of("L64X128MixRandom");
  private final LongAdder agreed = new LongAdder();
  private final LongAdder undecided = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final List<String> contradictions = new CopyOnWriteArrayList<>();
  private final Thread thread = Thread.ofPlatform().name("witness").daemon().unstarted(this::watch);
  private volatile boolean watching = true;

  Witness(Stack stack, Truth truth) {
    this.truth = truth;
    sampler = new Sampler(stack.api(), truth, counts -> {});
  }

  Witness start() {
    thread.start();
    return this;
  }

  long agreed() {
    return agreed.sum();
  }

  List<String> contradictions() {
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
      note(sampler.ask(Question.drawn(truth, chance)));
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  private void note(Outcome outcome) {
    switch (outcome) {
      case Outcome.Agreed _ -> agreed.increment();
      case Outcome.Disagreed(var asOf, var why) -> contradictions.add("as of " + asOf + ": " + why);
      case Outcome.Undecided _ -> undecided.increment();
      case Outcome.Refused _ -> refused.increment();
      case Outcome.Failed _ -> failed.increment();
    }
  }
}
