package org.rollbook.testkit.campus;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A campus that publishes at its rate until it is closed.
///
/// A stalled broker delays it; it then makes up for the lost time. Events that cannot be published
/// are lost, as at the LMS.
public final class CampusRun implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(CampusRun.class);

  private static final Duration TICK = Duration.ofMillis(10);

  private static final Duration TIME_TO_FINISH = Duration.ofSeconds(15);

  private final Campus campus;
  private final LmsProducer producer;
  private final double perTick;
  private final InstantSource clock;
  private final BiConsumer<CampusEvent, Acknowledgement> listener;
  private final ScheduledExecutorService ticks;

  private final LongAdder published = new LongAdder();
  private final LongAdder acknowledged = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final LongAdder repeated = new LongAdder();
  private final LongAdder late = new LongAdder();
  private final LongAdder lost = new LongAdder();
  private volatile Predicate<CampusEvent> isLost = EventLoss.NONE;

  /// The fraction of an event that is due. Only the ticks use it.
  private double owed;

  /// A run that has not started, without a listener.
  ///
  /// @param campus which nothing else may use meanwhile
  /// @param producer which the caller closes after this
  public CampusRun(
      Campus campus, LmsProducer producer, double eventsPerSecond, InstantSource clock) {
    this(campus, producer, eventsPerSecond, clock, (event, acknowledgement) -> {});
  }

  /// A run that has not started.
  ///
  /// @param campus which nothing else may use meanwhile
  /// @param producer which the caller closes after this
  /// @param listener receives each event that the bus has, on the producer's thread
  public CampusRun(
      Campus campus,
      LmsProducer producer,
      double eventsPerSecond,
      InstantSource clock,
      BiConsumer<CampusEvent, Acknowledgement> listener) {
    Require.within("events-per-second", eventsPerSecond, 0, 1_000_000);
    this.campus = campus;
    this.producer = producer;
    this.perTick = eventsPerSecond * TICK.toNanos() / 1e9;
    this.clock = clock;
    this.listener = listener;
    ticks =
        new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().name("campus").daemon().factory());
  }

  /// Loses some events on the way to the bus. Must be called before it starts.
  public CampusRun losing(Predicate<CampusEvent> lost) {
    isLost = lost;
    return this;
  }

  /// Starts to publish.
  public void start() {
    var _ = ticks.scheduleAtFixedRate(this::tick, 0, TICK.toNanos(), TimeUnit.NANOSECONDS);
  }

  public CampusProgress progress() {
    return new CampusProgress(
        clock.instant(),
        published.sum(),
        acknowledged.sum(),
        failed.sum(),
        repeated.sum(),
        late.sum(),
        lost.sum());
  }

  /// Stops, and publishes the rest of what happened, so that nothing is lost but what should be.
  public void finish() {
    close();
    campus.drain().forEach(this::publishUnlessLost);
  }

  /// Stops publishing. The producer waits for unacknowledged events when it is closed.
  @Override
  public void close() {
    ticks.shutdown();
    try {
      if (!ticks.awaitTermination(TIME_TO_FINISH.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("The campus does not stop: the broker does not take its events");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void tick() {
    try {
      for (owed += perTick; owed >= 1 && !ticks.isShutdown(); owed--) {
        publishUnlessLost(campus.next());
      }
    } catch (RuntimeException e) {
      LOG.atError().setCause(e).log("The campus has stopped");
      throw e;
    }
  }

  private void publishUnlessLost(Delivery publication) {
    if (isLost.test(publication.event())) {
      if (!publication.repeated()) {
        lost.increment();
      }
    } else {
      publish(publication);
    }
  }

  private void publish(Delivery publication) {
    count(publication);
    var _ =
        producer
            .publish(publication)
            .whenComplete((done, failure) -> finish(publication.event(), done));
  }

  private void finish(CampusEvent event, @Nullable Acknowledgement done) {
    if (done == null) {
      failed.increment();
    } else {
      acknowledged.increment();
      listener.accept(event, done);
    }
  }

  private void count(Delivery publication) {
    published.increment();
    if (publication.repeated()) {
      repeated.increment();
    }
    if (publication.late()) {
      late.increment();
    }
  }
}
