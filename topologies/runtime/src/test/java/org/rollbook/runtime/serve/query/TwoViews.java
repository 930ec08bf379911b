package org.rollbook.runtime.serve.query;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.HostInfo;
import org.rollbook.model.Stamped;
import org.rollbook.runtime.journal.Journal;
import org.rollbook.runtime.journal.JournalCodec;
import org.rollbook.runtime.journal.JournalFormats;
import org.rollbook.runtime.journal.TextCodec;
import org.rollbook.runtime.settings.Settings;
import org.rollbook.runtime.view.DerivedTopic;
import org.rollbook.runtime.view.LiveTasks;
import org.rollbook.runtime.view.OpenReplicas;
import org.rollbook.runtime.view.OutputKey;
import org.rollbook.runtime.view.StoreSpec;
import org.rollbook.runtime.view.View;
import org.rollbook.runtime.view.ViewContext;
import org.rollbook.runtime.view.ViewMeters;
import org.rollbook.runtime.view.streams.RestoreProgress;
import org.rollbook.runtime.view.streams.StreamsLifecycle;
import org.rollbook.runtime.view.streams.StreamsSettings;
import org.rollbook.testkit.kafka.SharedKafka;

/// An instance with two views, `left` and `right`, each of a journal of its own.
final class TwoViews implements AutoCloseable {

  /// Not a multiple of the three instances, so that some instance has different partitions of the
  /// two views.
  static final int PARTITIONS = 4;

  private static final List<String> VIEWS = List.of("left", "right");
  private static final String DERIVED = "derived";

  private final LiveTasks tasks = new LiveTasks();
  private final OpenReplicas replicas = new OpenReplicas(Clock.systemUTC());
  private final StreamsLifecycle lifecycle;
  private final HostInfo address;
  private final Locator locator;

  static void createTopics(String site) {
    VIEWS.forEach(view -> SharedKafka.broker().client().createTopic(site + view, PARTITIONS));
    SharedKafka.broker().client().createTopic(site + DERIVED, PARTITIONS);
  }

  /// @param number distinguishes it from the others; nobody listens at its address
  TwoViews(String site, int number, Path folder) {
    Settings settings =
        Settings.from(
            Map.of(
                "EVENT_BUS_TOPIC_PREFIX",
                site,
                "KAFKA_BOOTSTRAP_SERVERS",
                SharedKafka.broker().bootstrapServers(),
                "ROLLBOOK_ADVERTISED_ADDRESS",
                "127.0.0.1:" + (number + 1),
                "ROLLBOOK_STATE_DIR",
                folder.toString()),
            "views",
            1,
            8100,
            List.of(),
            "here");
    Properties properties =
        StreamsSettings.of(settings, PARTITIONS * VIEWS.size(), PARTITIONS * VIEWS.size());
    lifecycle =
        new StreamsLifecycle(
            () -> topology(properties, site),
            properties,
            new RestoreProgress(Clock.systemUTC()),
            _ -> false);
    address = HostInfo.buildFromEndpoint(settings.advertisedAddress());
    locator = new Locator(tasks, replicas, lifecycle::client, address);
  }

  private Topology topology(Properties properties, String site) {
    var builder = StreamsSettings.builder(properties);
    var context = new ViewContext(tasks, replicas, ViewMeters.NONE, Clock.systemUTC());
    VIEWS.forEach(view -> view(view, site).addTo(builder, site + view, site + "dead", context));
    return builder.build(properties);
  }

  private static View<String, Stamped<String>> view(String name, String site) {
    return new View<>(
        name,
        new Journal<>(
            "by-" + name,
            word -> word.getBytes(UTF_8),
            word -> word.getBytes(UTF_8),
            JournalFormats.of(new TextCodec())),
        new StoreSpec<>(name, new JournalCodec<>(JournalFormats.of(new TextCodec()))),
        (row, event) -> row.filter(before -> !event.stamp().isAfter(before.stamp())).orElse(event),
        List.of(),
        new DerivedTopic(site + DERIVED, OutputKey.PLAIN, Serdes.Bytes()));
  }

  void start() {
    lifecycle.start(false);
  }

  HostInfo address() {
    return address;
  }

  boolean holds(String view, int partition) {
    return tasks.find(view, partition).isPresent();
  }

  boolean hasReplica(String view, int partition) {
    return replicas.find(view, partition).isPresent();
  }

  List<PartitionLocation> locations(String view, int partition) {
    return locator.locations(view, view, partition).toList();
  }

  @Override
  public void close() {
    lifecycle.close();
  }
}
