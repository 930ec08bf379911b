package org.rollbook.runtime.ingest;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.rollbook.model.event.RejectCause;
import org.rollbook.runtime.ingest.IngestState.Activity;

/// What ingest counts. Types that are not Open edX's share one name, as do those beyond a number: a
/// topic may bring any number of them.
final class IngestMeters {

  private static final String OPEN_EDX = "org.openedx.";
  private static final String OTHER = "other";
  private static final int NAMED_AT_MOST = 100;

  private final Counter read;
  private final Counter journaled;
  private final Map<RejectCause, Counter> rejected;
  private final Map<String, Counter> skipped = new ConcurrentHashMap<>();
  private final MeterRegistry registry;

  IngestMeters(MeterRegistry registry, Supplier<IngestState> state) {
    this.registry = registry;
    this.read = counter("read", "Messages read from the source topics").register(registry);
    this.journaled = counter("journaled", "Events written to the journals").register(registry);
    this.rejected =
        Arrays.stream(RejectCause.values())
            .filter(cause -> cause != RejectCause.UNMERGEABLE)
            .collect(
                Collectors.toUnmodifiableMap(
                    cause -> cause,
                    cause ->
                        counter("rejected", "Messages that became dead letters")
                            .tag("cause", cause.word())
                            .register(registry)));
    Gauge.builder(
            "rollbook.ingest.paused",
            () -> state.get().activity() instanceof Activity.Paused ? 1 : 0)
        .description("1 while ingest is paused by a fault elsewhere")
        .register(registry);
    Gauge.builder("rollbook.ingest.blocked", () -> state.get().blocked().size())
        .description("Source partitions that cannot be read, while others are")
        .register(registry);
    Gauge.builder("rollbook.ingest.set.aside", () -> state.get().pending())
        .description("Messages that wait for a schema")
        .register(registry);
  }

  void read() {
    read.increment();
  }

  void journaled() {
    journaled.increment();
  }

  void rejected(RejectCause cause) {
    Counter counter = rejected.get(cause);
    if (counter != null) {
      counter.increment();
    }
  }

  void skipped(String type) {
    boolean named =
        skipped.containsKey(type) || (type.startsWith(OPEN_EDX) && skipped.size() < NAMED_AT_MOST);
    String name = named ? type : OTHER;
    skipped
        .computeIfAbsent(
            name,
            _ ->
                counter("skipped", "Messages of types that nobody here asks for")
                    .tag("type", name)
                    .register(registry))
        .increment();
  }

  private static Counter.Builder counter(String name, String description) {
    return Counter.builder("rollbook.ingest." + name).description(description);
  }
}
