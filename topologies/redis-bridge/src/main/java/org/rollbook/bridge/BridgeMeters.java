package org.rollbook.bridge;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.rollbook.bridge.publish.Outlet;
import org.rollbook.bridge.stream.BridgeWorker;
import org.rollbook.bridge.stream.StreamRate;
import org.rollbook.model.bridge.StreamPosition;
import org.rollbook.model.bridge.StreamProgress;
import org.rollbook.model.event.RejectCause;

/// The metrics of the bridge, by stream. Of a stream that another instance bridges, gauges are NaN.
final class BridgeMeters implements Outlet.Outcomes {

  private static final String STREAM = "stream";

  private final MeterRegistry registry;
  private final Clock clock;
  private final int maxLength;
  private final Map<String, StreamRate> rates = new ConcurrentHashMap<>();

  BridgeMeters(MeterRegistry registry, int maxLength, Clock clock) {
    this.registry = registry;
    this.maxLength = maxLength;
    this.clock = clock;
  }

  /// Registers what is asked of the worker.
  void watch(BridgeWorker worker, Collection<String> streams) {
    Gauge.builder("rollbook.bridge.streams", worker, all -> all.progress().size())
        .description("Streams that this instance bridges")
        .register(registry);
    for (String stream : streams) {
      rates.put(stream, new StreamRate(clock));
      Supplier<Optional<StreamProgress>> progress =
          () -> worker.progress().stream().filter(one -> one.stream().equals(stream)).findFirst();
      gauge(
          "rollbook.bridge.lag.entries",
          "Entries that are not published yet",
          stream,
          progress,
          one -> one.position().map(StreamPosition::unread).orElse(0L));
      gauge(
          "rollbook.bridge.lag.seconds",
          "How old the time is up to which the stream has been published; NaN before the first",
          stream,
          progress,
          this::age);
      gauge(
          "rollbook.bridge.seconds.to.cap",
          "How soon entries would be removed unread if the bridge stood still, at the present rate;"
              + " infinite if none are added",
          stream,
          progress,
          this::secondsToCap);
      FunctionCounter.builder(
              "rollbook.bridge.lost.entries",
              progress,
              one -> one.get().map(StreamProgress::lost).orElse(0L))
          .description(
              "Entries that were removed before they were read, of which the number is known")
          .tag(STREAM, stream)
          .register(registry);
      gauge(
          "rollbook.bridge.lost.at.seconds",
          "When entries were last lost unread, in seconds since 1970; NaN if never",
          stream,
          progress,
          one -> one.lostAt().map(time -> (double) time.getEpochSecond()).orElse(Double.NaN));
    }
  }

  private void gauge(
      String name,
      String description,
      String stream,
      Supplier<Optional<StreamProgress>> progress,
      ToDoubleFunction<StreamProgress> figure) {
    Gauge.builder(
            name,
            progress,
            one -> one.get().map(found -> figure.applyAsDouble(found)).orElse(Double.NaN))
        .description(description)
        .tag(STREAM, stream)
        .register(registry);
  }

  private double age(StreamProgress progress) {
    return progress
        .readUpTo()
        .map(time -> Duration.between(time, clock.instant()).toMillis() / 1_000.0)
        .orElse(Double.NaN);
  }

  private double secondsToCap(StreamProgress progress) {
    StreamRate rate = rates.get(progress.stream());
    if (rate == null || progress.position().isEmpty()) {
      return Double.NaN;
    }
    StreamPosition position = progress.position().get();
    double perSecond = rate.perSecond(position.added());
    return Math.max(0, maxLength - position.unread()) / perSecond;
  }

  @Override
  public void published(String stream) {
    count(stream, "published", Tags.empty());
  }

  @Override
  public void skipped(String stream, String type) {
    count(stream, "skipped", Tags.empty());
  }

  @Override
  public void rejected(String stream, RejectCause cause) {
    count(stream, "rejected", Tags.of("cause", cause.word()));
  }

  private void count(String stream, String outcome, Tags more) {
    registry
        .counter("rollbook.bridge.entries", Tags.of(STREAM, stream, "outcome", outcome).and(more))
        .increment();
  }
}
