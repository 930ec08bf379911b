package org.rollbook.guard;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyDescription;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.rollbook.model.Heard;
import org.rollbook.model.topic.PublishedTopic;
import org.rollbook.model.topic.TopicPrefix;
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
import org.rollbook.runtime.watermark.SourcePartition;
import org.rollbook.runtime.watermark.Watermark;
import org.rollbook.runtime.watermark.WatermarkCodec;
import org.rollbook.runtime.watermark.WatermarkKeys;
import org.rollbook.testkit.TemporaryFolder;

/// What a topology makes of some samples and a watermark, without a broker: what it keeps and under
/// which keys is seen here as it is, not as somebody declares it.
///
/// @param settings of an instance that is told nothing
/// @param shape as Kafka Streams describes it
/// @param stores how each store is written
/// @param rows what each store holds
/// @param told the keys of what each derived topic got, framed
record Rehearsal(
    Settings settings,
    TopologyDescription shape,
    List<StoreSpec<?>> stores,
    Map<String, SortedMap<Bytes, byte[]>> rows,
    Map<String, List<byte[]>> told) {

  /// Aggregates are told once a second.
  private static final Duration UNTIL_ALL_IS_TOLD = Duration.ofSeconds(2);

  private static final SourcePartition SOURCE = new SourcePartition("source", 0);

  static final Watermark WATERMARK =
      new Watermark(Instant.EPOCH, true, Set.of(SOURCE), Map.of(SOURCE, Instant.EPOCH), Map.of());

  static final byte[] WATERMARK_KEY = WatermarkKeys.ofMember("member");

  static <E> Rehearsal of(Deployable<E> deployable, List<Heard<E>> samples) {
    try (var folder = TemporaryFolder.create("guard")) {
      return in(folder.path(), deployable, samples);
    }
  }

  private static <E> Rehearsal in(Path folder, Deployable<E> deployable, List<Heard<E>> samples) {
    Settings settings =
        Settings.from(
            Map.of("ROLLBOOK_STATE_DIR", folder.toString()),
            deployable.name(),
            deployable.version(),
            deployable.port(),
            deployable.sourceTopics(),
            "here");
    Clock stopped = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
    var surroundings =
        new ViewSurroundings(new LiveTasks(), new OpenCopies(stopped), ViewMeters.NONE, stopped);
    Topology topology = NodeTopology.of(deployable, settings, subject -> 1, surroundings);
    List<StoreSpec<?>> stores =
        deployable.views(settings, subject -> 1).stream()
            .map(View::stores)
            .flatMap(List::stream)
            .<StoreSpec<?>>map(store -> store)
            .toList();
    try (var driver =
        new TopologyTestDriver(
            topology, NodeTopology.properties(deployable, settings), Instant.EPOCH)) {
      deployable.journals().forEach(journal -> hear(driver, deployable, journal, samples));
      Map<String, SortedMap<Bytes, byte[]>> rows = new TreeMap<>();
      stores.forEach(store -> rows.put(store.name(), rowsOf(driver, store.name())));
      driver.advanceWallClockTime(UNTIL_ALL_IS_TOLD);
      Map<String, List<byte[]>> told = new TreeMap<>();
      deployable.published().forEach(topic -> told.put(topic.name(), toldOn(driver, topic)));
      return new Rehearsal(settings, topology.describe(), stores, rows, told);
    }
  }

  private static <E> void hear(
      TopologyTestDriver driver,
      Deployable<E> deployable,
      Journal<E> journal,
      List<Heard<E>> samples) {
    TestInputTopic<byte[], byte[]> topic =
        driver.createInputTopic(
            deployable.topicOf(journal, TopicPrefix.NONE),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    samples.forEach(
        sample -> topic.pipeInput(journal.keyOf(sample), journal.values().toBytes(sample)));
    topic.pipeInput(WATERMARK_KEY, WatermarkCodec.toBytes(WATERMARK));
  }

  private static SortedMap<Bytes, byte[]> rowsOf(TopologyTestDriver driver, String store) {
    SortedMap<Bytes, byte[]> rows = new TreeMap<>();
    try (KeyValueIterator<Bytes, byte[]> all =
        driver.<Bytes, byte[]>getKeyValueStore(store).all()) {
      while (all.hasNext()) {
        KeyValue<Bytes, byte[]> row = all.next();
        rows.put(row.key, row.value);
      }
    }
    return rows;
  }

  private static List<byte[]> toldOn(TopologyTestDriver driver, PublishedTopic<?, ?> topic) {
    List<byte[]> keys = new ArrayList<>();
    driver
        .createOutputTopic(topic.name(), new ByteArrayDeserializer(), new ByteArrayDeserializer())
        .readRecordsToList()
        .forEach(message -> keys.add(message.key()));
    return keys;
  }
}
