package org.rollbook.runtime.node.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/// The few of Kafka's own meters that are shown. Kafka has thousands, a set for each partition,
/// store and start of the process; these are folded into one value for each client, thread or
/// store.
///
/// Read when asked for ([#refresh()]), since tasks and their meters come and go.
public final class KafkaMeters {

  /// How many values become one.
  private enum Fold {
    SUM,
    MAX;

    private double of(double one, double other) {
      return switch (this) {
        case SUM -> one + other;
        case MAX -> Math.max(one, other);
      };
    }
  }

  /// One meter that is shown.
  ///
  /// @param label Kafka's tag that distinguishes the values
  private record Shown(String group, String name, String label, Fold fold) {

    private static Shown perClient(String group, String name, Fold fold) {
      return new Shown(group, name, "client-id", fold);
    }

    private static Shown perThread(String name, Fold fold) {
      return new Shown("stream-thread-metrics", name, "thread-id", fold);
    }

    private static Shown perStore(String name, Fold fold) {
      return new Shown("stream-state-metrics", name, "rocksdb-state-id", fold);
    }

    /// Such as `kafka.consumer.coordinator.rebalance.total`.
    private String meter() {
      return "kafka." + (group.replace("-metrics", "") + "." + name).replace('-', '.');
    }

    /// The value's own level only: Kafka repeats some names by topic and by partition.
    private boolean fits(MetricName metric) {
      return metric.group().equals(group)
          && metric.name().equals(name)
          && metric.tags().containsKey(label)
          && !metric.tags().containsKey("topic");
    }
  }

  private static final List<Shown> ALL =
      List.of(
          // Is the client well, and does it keep up?
          Shown.perClient("stream-metrics", "alive-stream-threads", Fold.SUM),
          Shown.perClient("stream-metrics", "failed-stream-threads", Fold.SUM),
          Shown.perThread("process-rate", Fold.SUM),
          Shown.perThread("process-latency-avg", Fold.MAX),
          Shown.perThread("commit-latency-avg", Fold.MAX),
          Shown.perThread("commit-latency-max", Fold.MAX),
          Shown.perThread("task-created-total", Fold.SUM),
          Shown.perThread("task-closed-total", Fold.SUM),
          Shown.perClient("consumer-fetch-manager-metrics", "records-lag-max", Fold.MAX),
          Shown.perClient("consumer-fetch-manager-metrics", "records-consumed-total", Fold.SUM),
          Shown.perClient("consumer-fetch-manager-metrics", "bytes-consumed-total", Fold.SUM),
          Shown.perClient("consumer-coordinator-metrics", "rebalance-total", Fold.SUM),
          Shown.perClient("consumer-coordinator-metrics", "failed-rebalance-total", Fold.SUM),
          Shown.perClient("consumer-coordinator-metrics", "last-rebalance-seconds-ago", Fold.MAX),
          Shown.perClient("consumer-coordinator-metrics", "last-heartbeat-seconds-ago", Fold.MAX),
          Shown.perClient("producer-metrics", "record-send-total", Fold.SUM),
          Shown.perClient("producer-metrics", "record-error-total", Fold.SUM),
          Shown.perClient("producer-metrics", "record-retry-total", Fold.SUM),
          Shown.perClient("producer-metrics", "request-latency-avg", Fold.MAX),
          Shown.perClient("producer-metrics", "buffer-available-bytes", Fold.MAX),
          // What do the stores cost? They share one cache, so each reports the use of all.
          Shown.perStore("block-cache-usage", Fold.MAX),
          Shown.perStore("size-all-mem-tables", Fold.SUM),
          Shown.perStore("total-sst-files-size", Fold.SUM),
          Shown.perStore("estimate-num-keys", Fold.SUM));

  /// Kafka Streams puts a random id, new at each start, into its clients' names.
  private static final Pattern PROCESS_ID =
      Pattern.compile("-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private final Map<Shown, MultiGauge> gauges;
  private final List<Supplier<Map<MetricName, ? extends Metric>>> clients;

  /// @param clients where to read; each may be empty for a while
  public KafkaMeters(
      MeterRegistry registry, List<Supplier<Map<MetricName, ? extends Metric>>> clients) {
    this.clients = List.copyOf(clients);
    this.gauges =
        ALL.stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    shown -> shown, shown -> MultiGauge.builder(shown.meter()).register(registry)));
  }

  /// Reads them all anew.
  public void refresh() {
    List<Map<MetricName, ? extends Metric>> now = clients.stream().map(Supplier::get).toList();
    gauges.forEach((shown, gauge) -> gauge.register(rows(shown, now), true));
  }

  private static List<Row<?>> rows(Shown shown, List<Map<MetricName, ? extends Metric>> clients) {
    Map<String, Double> values =
        clients.stream()
            .flatMap(metrics -> metrics.values().stream())
            .filter(metric -> shown.fits(metric.metricName()))
            .flatMap(metric -> value(shown, metric))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, shown.fold()::of));
    return values.entrySet().stream()
        .<Row<?>>map(
            value ->
                Row.of(Tags.of(shown.label().replace('-', '.'), value.getKey()), value.getValue()))
        .toList();
  }

  /// Under the name of its client or store; nothing if it is not a number now.
  private static Stream<Map.Entry<String, Double>> value(Shown shown, Metric metric) {
    String name = String.valueOf(metric.metricName().tags().get(shown.label()));
    return metric.metricValue() instanceof Number number && !Double.isNaN(number.doubleValue())
        ? Stream.of(Map.entry(PROCESS_ID.matcher(name).replaceAll(""), number.doubleValue()))
        : Stream.empty();
  }
}
