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
import org.rollbook.model.Heard;
import org.rollbook.model.topic.DeadLetters;
import org.rollbook.model.topic.KeyBytes;
import org.rollbook.model.topic.PublishedTopic;
import org.rollbook.runtime.journal.Journal;
import org.rollbook.runtime.node.Deployable;
import org.rollbook.runtime.node.NodeTopology;
import org.rollbook.runtime.settings.Settings;
import org.rollbook.runtime.view.LiveTasks;
import org.rollbook.runtime.view.OpenCopies;
import org.rollbook.runtime.view.StoreSpec;
import org.rollbook.runtime.view.View;
import org.rollbook.runtime.view.ViewMeters;
import org.rollbook.runtime.view.ViewSurroundings;
import org.rollbook.runtime.watermark.Watermark;
import org.rollbook.runtime.watermark.WatermarkCodec;
import org.rollbook.testkit.TemporaryFolder;

/// A whole topology, driven without a broker: what is heard goes into every journal, what is kept
/// is read from the stores.
///
/// @param <E> what its events say
public final class DrivenTopology<E> implements AutoCloseable {

  /// Aggregates are told once a second.
  private static final Duration UNTIL_ALL_IS_TOLD = Duration.ofSeconds(2);

  private final Deployable<E> deployable;
  private final TemporaryFolder folder = TemporaryFolder.create("driven");
  private final Settings settings;
  private final TopologyDescription shape;
  private final TopologyTestDriver driver;

  /// @param variables what an instance is told, as environment variables
  public DrivenTopology(Deployable<E> deployable, Map<String, String> variables) {
    this.deployable = deployable;
    var told = new TreeMap<>(variables);
    told.put("ROLLBOOK_STATE_DIR", folder.path().toString());
    settings =
        Settings.from(
            told,
            deployable.name(),
            deployable.version(),
            deployable.port(),
            deployable.sourceTopics(),
            "here");
    Clock stopped = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
    var surroundings =
        new ViewSurroundings(new LiveTasks(), new OpenCopies(stopped), ViewMeters.NONE, stopped);
    Topology topology = NodeTopology.of(deployable, settings, subject -> 1, surroundings);
    shape = topology.describe();
    driver =
        new TopologyTestDriver(
            topology, NodeTopology.properties(deployable, settings), Instant.EPOCH);
  }

  Settings settings() {
    return settings;
  }

  TopologyDescription shape() {
    return shape;
  }

  List<StoreSpec<?>> stores() {
    return deployable.views(settings, subject -> 1).stream()
        .map(View::stores)
        .flatMap(List::stream)
        .<StoreSpec<?>>map(store -> store)
        .toList();
  }

  /// An event, put into every journal.
  public void hear(Heard<E> heard) {
    for (Journal<E> journal : deployable.journals()) {
      topicOf(journal).pipeInput(journal.keyOf(heard), journal.values().toBytes(heard));
    }
  }

  void hear(byte[] key, Watermark watermark) {
    deployable
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

  /// What a store keeps under a key.
  public <R> Optional<R> row(StoreSpec<R> store, byte[] key) {
    return Optional.ofNullable(kept(store).get(Bytes.wrap(key))).map(store::row);
  }

  /// All that a store keeps, by key, but for what is there for the runtime.
  public <R> List<R> rows(StoreSpec<R> store) {
    return bytes(store).entrySet().stream()
        .filter(row -> !KeyBytes.isReserved(row.getKey().get()))
        .map(row -> store.row(row.getValue()))
        .toList();
  }

  SortedMap<Bytes, byte[]> bytes(StoreSpec<?> store) {
    SortedMap<Bytes, byte[]> rows = new TreeMap<>();
    try (KeyValueIterator<Bytes, byte[]> all = kept(store).all()) {
      while (all.hasNext()) {
        KeyValue<Bytes, byte[]> row = all.next();
        rows.put(row.key, row.value);
      }
    }
    return rows;
  }

  void waitUntilAllIsTold() {
    driver.advanceWallClockTime(UNTIL_ALL_IS_TOLD);
  }

  /// The keys of what a derived topic got since it was last asked, framed.
  List<byte[]> toldOn(PublishedTopic<?, ?> topic) {
    List<byte[]> keys = new ArrayList<>();
    driver
        .createOutputTopic(topic.name(), new ByteArrayDeserializer(), new ByteArrayDeserializer())
        .readRecordsToList()
        .forEach(message -> keys.add(message.key()));
    return keys;
  }

  /// The keys of the dead letters that came since it was last asked.
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
        deployable.topicOf(journal, settings.topicPrefix()),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  private KeyValueStore<Bytes, byte[]> kept(StoreSpec<?> store) {
    return driver.getKeyValueStore(store.name());
  }

  @Override
  public void close() {
    driver.close();
    folder.close();
  }
}
