package org.rollbook.runtime.node.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.micronaut.http.HttpRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.junit.jupiter.api.Test;
import org.rollbook.runtime.time.BrokerTimes;
import org.rollbook.runtime.view.LiveTasks;
import org.rollbook.runtime.view.Outcome;
import org.rollbook.runtime.watermark.AsOf;
import org.rollbook.runtime.watermark.SourceList;
import org.rollbook.runtime.watermark.SourcePartition;
import org.rollbook.runtime.watermark.Watermark;

final class MetersTest {

  private static final SourceList SOURCES = new SourceList(Set.of("source"));

  private static final Instant NOW = Instant.parse("2026-08-20T12:00:00Z");

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  @Test
  void shouldCountQueriesByViewPlaceAndAnswer() {
    var counters = new QueryCounters(registry);
    counters.asked("words", "here", "found");
    counters.asked("words", "here", "found");
    counters.asked("words", "there", "not_ready");

    assertThat(
            registry
                .get("rollbook.queries")
                .tags("view", "words", "place", "here", "answer", "found")
                .counter()
                .count())
        .isEqualTo(2);
    assertThat(registry.get("rollbook.queries").counters()).hasSize(2);
  }

  @Test
  void shouldCountEventsThatViewsReceiveAndTimeThoseThatChangeThem() {
    var counters = new ViewCounters(registry);
    counters.received("words", Outcome.APPLIED, Duration.ofSeconds(2));
    counters.received("words", Outcome.LATE, Duration.ofDays(300));
    counters.received("words", Outcome.APPLIED, Duration.ofSeconds(-1));

    var events = registry.get("rollbook.view.events").tag("view", "words");
    assertThat(events.tag("outcome", "applied").counter().count()).isEqualTo(2);
    assertThat(registry.get("rollbook.view.events").tag("outcome", "late").counter().count())
        .isEqualTo(1);
    var latency = registry.get("rollbook.view.latency").timer();
    assertThat(latency.count()).isEqualTo(2);
    assertThat(latency.totalTime(java.util.concurrent.TimeUnit.SECONDS)).isEqualTo(2);
  }

  @Test
  void shouldTimeTheOldestEventThereCanBe() {
    var counters = new ViewCounters(registry);
    var age = Duration.between(Instant.parse("0001-01-01T00:00:00Z"), NOW);

    counters.received("words", Outcome.APPLIED, age);

    assertThat(registry.get("rollbook.view.latency").timer().count()).isEqualTo(1);
  }

  @Test
  void shouldCountWhatCannotBeMergedAndShowWhereItIsMissing() {
    var tasks = new LiveTasks();
    UnmergeablePartitions.register(registry, List.of("words"), 3, tasks);
    AsOf lacking = AsOf.NONE.withUnmergeableSince(Optional.of(NOW));
    tasks.opened("words", 0, NOW, AsOf.NONE);
    tasks.opened("words", 2, NOW, lacking);

    new ViewCounters(registry).unmergeable("words");

    assertThat(registry.get("rollbook.view.unmergeable").tag("view", "words").counter().count())
        .isEqualTo(1);
    assertThat(
            registry
                .get("rollbook.view.unmergeable.partitions")
                .tag("view", "words")
                .gauge()
                .value())
        .isEqualTo(1);
  }

  @Test
  void shouldShowTheAgeOfTheOldestAsOfThatIsHere() {
    var tasks = new LiveTasks();
    AsOfAge.register(
        registry,
        List.of("words"),
        3,
        tasks,
        SOURCES,
        BrokerTimes.agreeingWith(Clock.fixed(NOW, ZoneOffset.UTC)));
    var age = registry.get("rollbook.view.asof.age").tag("view", "words").gauge();
    assertThat(age.value()).isNaN();

    receive(tasks, 0, NOW.minusSeconds(1));
    receive(tasks, 2, NOW.minusMillis(2500));

    assertThat(age.value()).isEqualTo(2.5);
  }

  private static void receive(LiveTasks tasks, int partition, Instant at) {
    var source = new SourcePartition("source", 0);
    var watermark = new Watermark(at, SOURCES, true, Set.of(source), Map.of(source, at), Map.of());
    tasks.opened("words", partition, NOW, AsOf.NONE.receive(watermark, NOW));
  }

  /// Kafka has a set of meters for each partition and each start; what is shown must stay as few.
  @Test
  void shouldShowTheFewOfKafkasMetersThatAreListedAndFoldThem() {
    Map<MetricName, Metric> kafka = new HashMap<>();
    for (int store = 0; store < 50; store++) {
      add(
          kafka,
          "stream-state-metrics",
          "estimate-num-keys",
          Map.of("rocksdb-state-id", "rows", "task-id", "0_" + store),
          10);
    }
    String process = "app-3e7c0c4e-5f0d-4a51-9f0c-5b8f0c4a2f11-StreamThread-1";
    add(kafka, "stream-thread-metrics", "process-rate", Map.of("thread-id", process), 7);
    add(kafka, "stream-thread-metrics", "poll-rate", Map.of("thread-id", process), 8);
    add(
        kafka,
        "consumer-fetch-manager-metrics",
        "records-lag-max",
        Map.of("client-id", "c", "topic", "t", "partition", "1"),
        9);
    add(kafka, "producer-metrics", "request-latency-avg", Map.of("client-id", "p"), Double.NaN);
    var meters = new KafkaMeters(registry, List.of(() -> kafka));

    meters.refresh();

    assertThat(registry.getMeters()).hasSize(2);
    assertThat(
            registry
                .get("kafka.stream.state.estimate.num.keys")
                .tag("rocksdb.state.id", "rows")
                .gauge()
                .value())
        .isEqualTo(500);
    assertThat(
            registry
                .get("kafka.stream.thread.process.rate")
                .tag("thread.id", "app-StreamThread-1")
                .gauge()
                .value())
        .isEqualTo(7);

    kafka.clear();
    meters.refresh();
    assertThat(registry.getMeters()).isEmpty();
  }

  /// What is read anew for one scrape must not be missing from another.
  @Test
  void shouldScrapeAWholeSnapshotHoweverManyScrapeAtOnce() {
    Map<MetricName, Metric> kafka = new HashMap<>();
    for (int client = 0; client < 100; client++) {
      Map<String, String> tags = Map.of("client-id", "client-" + client);
      add(kafka, "stream-metrics", "alive-stream-threads", tags, 1);
    }
    var prometheus = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    var meters = new KafkaMeters(prometheus, List.of(() -> kafka));
    var controller = new MetricsController(prometheus, meters);

    List<CompletableFuture<List<Integer>>> scrapers =
        Stream.generate(
                () ->
                    CompletableFuture.supplyAsync(
                        () -> scraped(controller), Thread::startVirtualThread))
            .limit(4)
            .toList();

    assertThat(scrapers.stream().flatMap(scraper -> scraper.join().stream())).containsOnly(100);
  }

  /// The number of series in each of many scrapes.
  private static List<Integer> scraped(MetricsController controller) {
    return IntStream.range(0, 100)
        .mapToObj(_ -> String.valueOf(controller.metrics(HttpRequest.GET("/prometheus")).body()))
        .map(text -> text.split("kafka_stream_alive_stream_threads\\{", -1).length - 1)
        .toList();
  }

  private static void add(
      Map<MetricName, Metric> metrics,
      String group,
      String name,
      Map<String, String> tags,
      double value) {
    var metricName = new MetricName(name, group, "", tags);
    metrics.put(
        metricName,
        new Metric() {
          @Override
          public MetricName metricName() {
            return metricName;
          }

          @Override
          public Object metricValue() {
            return value;
          }
        });
  }
}
