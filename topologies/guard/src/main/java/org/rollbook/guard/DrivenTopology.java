package org.rollbook.guard;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyDescription;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;
import org.rollbook.model.Stamped;
import org.rollbook.model.topic.DeadLetters;
import org.rollbook.model.topic.KeyBytes;
import org.rollbook.model.topic.PublishedTopic;
import org.rollbook.runtime.journal.Journal;
import org.rollbook.runtime.node.NodeTopology;
import org.rollbook.runtime.node.TopologyDefinition;
import org.rollbook.runtime.settings.Settings;
import org.rollbook.runtime.view.LiveTasks;
import org.rollbook.runtime.view.OpenReplicas;
import org.rollbook.runtime.view.StoreSpec;
import org.rollbook.runtime.view.View;
import org.rollbook.runtime.view.ViewContext;
import org.rollbook.runtime.view.ViewMeters;
import org.rollbook.runtime.watermark.Watermark;
import org.rollbook.runtime.watermark.WatermarkCodec;
import org.rollbook.testkit.TemporaryFolder;

/// A whole topology, driven without a broker: an event goes into every journal, and rows are read
/// from the stores.
///
/// @param <E> the payload of its events
public final class DrivenTopology<E> implements AutoCloseable {

  /// Aggregates are published once a second.
  private static final Duration UNTIL_ALL_IS_PUBLISHED = Duration.ofSeconds(2);

  private final TopologyDefinition<E> definition;
  private final TemporaryFolder folder = TemporaryFolder.create("driven");
  private final Settings settings;
  private final TopologyDescription shape;
  private final TopologyTestDriver driver;

  /// @param variables the settings, as environment variables
  public DrivenTopology(TopologyDefinition<E> definition, Map<String, String> variables) {
    this.definition = definition;
    var withFolder = new TreeMap<>(variables);
    withFolder.put("ROLLBOOK_STATE_DIR", folder.path().toString());
    settings =
        Settings.from(
            withFolder,
            definition.name(),
            definition.version(),
            definition.port(),
            definition.contract().sources(),
            "here");
    Clock stopped = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
    var viewContext =
        new ViewContext(new LiveTasks(), new OpenReplicas(stopped), ViewMeters.NONE, stopped);
    Topology topology = NodeTopology.of(definition, settings, subject -> 1, viewContext);
    shape = topology.describe();
    driver =
        new TopologyTestDriver(
            topology, NodeTopology.properties(definition, settings), Instant.EPOCH);
  }

  Settings settings() {
    return settings;
  }

  TopologyDescription shape() {
    return shape;
  }

  List<StoreSpec<?>> stores() {
    return definition.views(settings, subject -> 1).stream()
        .map(View::stores)
        .flatMap(List::stream)
        .<StoreSpec<?>>map(store -> store)
        .toList();
  }

  /// Puts an event into every journal.
  public void receive(Stamped<E> event) {
    for (Journal<E> journal : definition.journals()) {
      topicOf(journal).pipeInput(journal.keyOf(event), journal.values().toBytes(event));
    }
  }

  void receive(byte[] key, Watermark watermark) {
    definition
        .journals()
        .forEach(
            journal ->
                topicOf(journal)
                    .pipeInput(
                        new TestRecord<>(
                            key,
                            WatermarkCodec.toBytes(watermark),
                            new RecordHeaders()
                                .add(WatermarkCodec.HEADER, WatermarkCodec.toHeader(watermark)))));
  }

  /// The row of a store under a key.
  public <R> Optional<R> row(StoreSpec<R> store, byte[] key) {
    return Optional.ofNullable(storeOf(store).get(Bytes.wrap(key))).map(store::row);
  }

  /// All rows of a store, by key, except those of the runtime.
  public <R> List<R> rows(StoreSpec<R> store) {
    return bytes(store).entrySet().stream()
        .filter(row -> !KeyBytes.isReserved(row.getKey().get()))
        .map(row -> store.row(row.getValue()))
        .toList();
  }

  SortedMap<Bytes, byte[]> bytes(StoreSpec<?> store) {
    SortedMap<Bytes, byte[]> rows = new TreeMap<>();
    try (KeyValueIterator<Bytes, byte[]> all = storeOf(store).all()) {
      while (all.hasNext()) {
        KeyValue<Bytes, byte[]> row = all.next();
        rows.put(row.key, row.value);
      }
    }
    return rows;
  }

  void waitUntilAllIsPublished() {
    driver.advanceWallClockTime(UNTIL_ALL_IS_PUBLISHED);
  }

  /// The framed keys of the records of a derived topic since the last call.
  List<byte[]> publishedOn(PublishedTopic<?, ?> topic) {
    List<byte[]> keys = new ArrayList<>();
    driver
        .createOutputTopic(topic.name(), new ByteArrayDeserializer(), new ByteArrayDeserializer())
        .readRecordsToList()
        .forEach(message -> keys.add(message.key()));
    return keys;
  }

  /// The keys of the dead letters since the last call.
  public List<String> deadLetters() {
    return driver
        .createOutputTopic(
            DeadLetters.nameIn(settings.topicPrefix()),
            new StringDeserializer(),
            new ByteArrayDeserializer())
        .readRecordsToList()
        .stream()
        .map(TestRecord::key)
        .toList();
  }

  private TestInputTopic<byte[], byte[]> topicOf(Journal<E> journal) {
    return driver.createInputTopic(
        definition.topicOf(journal, settings.topicPrefix()),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  private KeyValueStore<Bytes, byte[]> storeOf(StoreSpec<?> store) {
    return driver.getKeyValueStore(store.name());
  }

  @Override
  public void close() {
    driver.close();
    folder.close();
  }
}
