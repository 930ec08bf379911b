package org.rollbook.bridge;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;
import org.rollbook.bridge.publish.Outlet;
import org.rollbook.bridge.stream.BridgeWorker;
import org.rollbook.bridge.stream.BridgeWorker.StreamState;
import org.rollbook.bridge.stream.StreamRate;
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

  /// Registers what is asked of the worker. The registry keeps its objects only weakly, but for
  /// what is given to it as a supplier.
  void watch(BridgeWorker worker, Collection<String> streams) {
    Gauge.builder("rollbook.bridge.streams", () -> worker.states().size())
        .description("Streams that this instance bridges")
        .register(registry);
    for (String stream : streams) {
      rates.put(stream, new StreamRate(clock));
      gauge(
          "rollbook.bridge.lag.entries",
          "Entries that are not published yet",
          stream,
          worker,
          StreamState::unread);
      gauge(
          "rollbook.bridge.lag.seconds",
          "How old the time is up to which the stream has been published; NaN before the first",
          stream,
          worker,
          state ->
              worker.age(state.progress()).map(age -> age.toMillis() / 1_000.0).orElse(Double.NaN));
      gauge(
          "rollbook.bridge.seconds.to.cap",
          "How soon entries would be removed unread if the bridge stood still, at the present rate;"
              + " infinite if none are added",
          stream,
          worker,
          this::secondsToCap);
      FunctionCounter.builder("rollbook.bridge.lost.entries", worker, all -> lost(all, stream))
          .description("Entries that were removed before they were read, where the number is known")
          .tag(STREAM, stream)
          .register(registry);
      gauge(
          "rollbook.bridge.lost.at.seconds",
          "When entries were last lost unread, in seconds since 1970; NaN if never",
          stream,
          worker,
          state ->
              state
                  .progress()
                  .lostAt()
                  .map(time -> (double) time.getEpochSecond())
                  .orElse(Double.NaN));
    }
  }

  private static double lost(BridgeWorker worker, String stream) {
    return state(worker, stream).map(state -> state.progress().lost()).orElse(0L);
  }

  private static Optional<StreamState> state(BridgeWorker worker, String stream) {
    return worker.states().stream()
        .filter(state -> state.progress().stream().equals(stream))
        .findFirst();
  }

  private void gauge(
      String name,
      String description,
      String stream,
      BridgeWorker worker,
      ToDoubleFunction<StreamState> figure) {
    Gauge.builder(
            name,
            () ->
                state(worker, stream).map(state -> figure.applyAsDouble(state)).orElse(Double.NaN))
        .description(description)
        .tag(STREAM, stream)
        .register(registry);
  }

  private double secondsToCap(StreamState state) {
    StreamRate rate = rates.get(state.progress().stream());
    if (rate == null || state.progress().position().isEmpty()) {
      return Double.NaN;
    }
    long added = state.progress().position().get().ordinal() + state.unread();
    return Math.max(0, maxLength - state.unread()) / rate.perSecond(added);
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
