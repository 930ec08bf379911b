package org.rollbook.guard;

import java.time.Clock;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.TopologyDescription;
import org.apache.kafka.streams.state.StoreBuilder;
import org.rollbook.model.EventType;
import org.rollbook.model.Heard;
import org.rollbook.model.Precedence;
import org.rollbook.model.avro.AvroBytes;
import org.rollbook.model.avro.AvroCodec;
import org.rollbook.model.avro.ConfluentFraming;
import org.rollbook.model.avro.DecodeException;
import org.rollbook.model.topic.DeadLetters;
import org.rollbook.model.topic.JournalTopic;
import org.rollbook.model.topic.KeyBytes;
import org.rollbook.model.topic.PublishedTopic;
import org.rollbook.model.topic.TopicPrefix;
import org.rollbook.model.topic.TopicSettings;
import org.rollbook.runtime.journal.Journal;
import org.rollbook.runtime.node.Deployable;
import org.rollbook.runtime.view.AsOfRow;
import org.rollbook.runtime.view.OpenCopies;
import org.rollbook.runtime.view.StoreSpec;
import org.rollbook.runtime.watermark.WatermarkCodec;

/// Makes the lock of a topology as it is now.
final class LockOfTopology {

  /// So many that another way to partition would hardly meet the same.
  private static final int MANY_PARTITIONS = 1009;

  /// What an instance refuses to start without.
  private static final Predicate<String> CHECKED =
      List.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.MIN_COMPACTION_LAG_MS_CONFIG)
          ::contains;

  private final SortedMap<Thing, Map<Promise, String>> things = new TreeMap<>();

  private LockOfTopology() {}

  /// @param samples events that reach every store and every derived topic
  static <E> Lock of(Deployable<E> deployable, List<Heard<E>> samples) {
    if (samples.isEmpty()) {
      throw new AssertionError("there must be a sample");
    }
    var lock = new LockOfTopology();
    Rehearsal rehearsal = Rehearsal.of(deployable, samples);
    lock.addTopology(deployable.name(), rehearsal);
    deployable.readers().forEach(reader -> lock.addEventType(reader.type()));
    deployable.journals().forEach(journal -> lock.addJournal(deployable, journal, samples));
    deployable.published().forEach(topic -> lock.addDerived(topic, rehearsal));
    rehearsal.shape().subtopologies().forEach(lock::addSubTopology);
    rehearsal.stores().forEach(store -> lock.addStore(store, rehearsal));
    return new Lock(lock.things);
  }

  private void addTopology(String name, Rehearsal rehearsal) {
    Map<Promise, String> promises = promisesOf(Part.TOPOLOGY, name);
    promises.put(Promise.APPLICATION_ID, rehearsal.settings().applicationId());
    promises.put(Promise.PARTITIONS, Integer.toString(rehearsal.settings().topics().partitions()));
  }

  private void addEventType(EventType type) {
    Precedence precedence = type.precedence();
    promisesOf(Part.EVENT_TYPE, type.wireName())
        .put(Promise.PRECEDENCE, precedence.group() + "." + precedence.place());
  }

  private <E> void addJournal(
      Deployable<E> deployable, Journal<E> journal, List<Heard<E>> samples) {
    Map<Promise, String> promises =
        promisesOf(Part.JOURNAL, deployable.topicOf(journal, TopicPrefix.NONE));
    List<byte[]> values = samples.stream().map(journal.values()::toBytes).toList();
    promises.put(
        Promise.KEYS, listed(samples.stream().map(journal::keyOf).map(LockOfTopology::hex)));
    promises.put(
        Promise.PARTITION,
        listed(
            samples.stream()
                .map(sample -> Integer.toString(journal.partitionOf(sample, MANY_PARTITIONS)))));
    promises.put(Promise.VALUE, format(values.getFirst(), journal.values().schema()));
    promises.put(Promise.VALUES, listed(values.stream().map(LockOfTopology::hex)));
    promises.put(
        Promise.WATERMARK,
        hex(Rehearsal.WATERMARK_KEY) + " " + hex(WatermarkCodec.toBytes(Rehearsal.WATERMARK)));
    addSettings(promises, new JournalTopic(deployable.name(), journal.name()).settings());
  }

  private void addDerived(PublishedTopic<?, ?> topic, Rehearsal rehearsal) {
    Map<Promise, String> promises = promisesOf(Part.DERIVED, topic.name());
    List<byte[]> told = rehearsal.told().getOrDefault(topic.name(), List.of());
    if (told.isEmpty()) {
      throw new AssertionError("the samples must reach derived topic " + topic.name());
    }
    promises.put(
        Promise.PARTITION,
        listed(told.stream().map(key -> Integer.toString(partitionOf(topic, key))).distinct()));
    addSettings(promises, topic.settings());
  }

  private static <K> int partitionOf(PublishedTopic<K, ?> topic, byte[] framed) {
    return topic.partition(unframed(topic.keyCodec(), framed), MANY_PARTITIONS);
  }

  private static <K> K unframed(AvroCodec<K> codec, byte[] framed) {
    var avro = ConfluentFraming.parse(framed).orElseThrow().avro().slice();
    byte[] bytes = new byte[avro.remaining()];
    avro.get(bytes);
    try {
      return AvroBytes.fromPlain(codec, bytes);
    } catch (DecodeException notOurs) {
      throw new AssertionError("a derived key is not what its schema says", notOurs);
    }
  }

  private void addSubTopology(TopologyDescription.Subtopology described) {
    Map<Promise, String> promises = promisesOf(Part.SUB_TOPOLOGY, Integer.toString(described.id()));
    var sources = new TreeSet<String>();
    var stores = new TreeSet<String>();
    var sinks = new TreeSet<String>();
    for (TopologyDescription.Node node : described.nodes()) {
      switch (node) {
        case TopologyDescription.Source source -> sources.addAll(source.topicSet());
        case TopologyDescription.Processor processor -> stores.addAll(processor.stores());
        case TopologyDescription.Sink sink -> sinks.add(sink.topic());
        default -> throw new AssertionError("a kind of node that a lock does not know: " + node);
      }
    }
    promises.put(Promise.SOURCES, listed(sources.stream()));
    promises.put(Promise.STORES, listed(stores.stream()));
    // Nobody finds anything by who writes dead letters.
    sinks.remove(DeadLetters.NAME);
    promises.put(Promise.SINKS, listed(sinks.stream()));
    promises.put(
        Promise.NODES,
        listed(described.nodes().stream().map(TopologyDescription.Node::name).sorted()));
  }

  private void addStore(StoreSpec<?> store, Rehearsal rehearsal) {
    Map<Promise, String> promises = promisesOf(Part.STORE, store.name());
    SortedMap<Bytes, byte[]> rows = rehearsal.rows().getOrDefault(store.name(), new TreeMap<>());
    byte[] row =
        rows.entrySet().stream()
            .filter(entry -> !KeyBytes.isReserved(entry.getKey().get()))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElseThrow(() -> new AssertionError("the samples must reach store " + store.name()));
    promises.put(Promise.ROW, format(row, store.codec().schema()));
    promises.put(
        Promise.ROWS,
        listed(
            rows.entrySet().stream()
                // A release that does not know it leaves it alone.
                .filter(entry -> !entry.getKey().equals(AsOfRow.KEY))
                .map(entry -> hex(entry.getKey().get()) + " " + hex(entry.getValue()))));
    promises.put(Promise.CHANGELOG, changelogOf(store.builder(new OpenCopies(Clock.systemUTC()))));
  }

  /// Without the application id, so that a new version of it does not look like a change here.
  private static String changelogOf(StoreBuilder<?> store) {
    return store.loggingEnabled()
        ? "<application id>-%s-changelog, %s"
            .formatted(store.name(), settings(store.logConfig(), name -> true))
        : "none";
  }

  private static void addSettings(Map<Promise, String> promises, TopicSettings topic) {
    promises.put(Promise.LAWS, settings(topic.config(), CHECKED));
    promises.put(Promise.SETTINGS, settings(topic.config(), CHECKED.negate()));
  }

  private static String settings(Map<String, String> config, Predicate<String> wanted) {
    return listed(
        config.entrySet().stream()
            .filter(setting -> wanted.test(setting.getKey()))
            .sorted(Map.Entry.comparingByKey(Comparator.naturalOrder()))
            .map(setting -> setting.getKey() + "=" + setting.getValue()));
  }

  private Map<Promise, String> promisesOf(Part part, String name) {
    return things.computeIfAbsent(new Thing(part, name), thing -> new EnumMap<>(Promise.class));
  }

  private static String format(byte[] value, Schema schema) {
    return "format %d, %s".formatted(value[0], SchemaText.of(schema));
  }

  private static String listed(Stream<String> items) {
    return items.collect(Collectors.joining(", "));
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
