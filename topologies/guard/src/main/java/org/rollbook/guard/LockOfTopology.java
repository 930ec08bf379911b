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
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.TopologyDescription;
import org.apache.kafka.streams.state.StoreBuilder;
import org.rollbook.model.EventType;
import org.rollbook.model.Precedence;
import org.rollbook.model.Stamped;
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
import org.rollbook.runtime.node.TopologyDefinition;
import org.rollbook.runtime.view.AsOfRow;
import org.rollbook.runtime.view.OpenReplicas;
import org.rollbook.runtime.view.StoreSpec;
import org.rollbook.runtime.watermark.WatermarkCodec;

/// Makes the lock of a topology as it is now.
final class LockOfTopology {

  /// So many that another partitioner would hardly choose the same partitions.
  private static final int MANY_PARTITIONS = 1009;

  /// The settings that an instance checks at start.
  private static final Predicate<String> CHECKED =
      List.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.MIN_COMPACTION_LAG_MS_CONFIG)
          ::contains;

  private final SortedMap<LockedThing, Map<Promise, String>> things = new TreeMap<>();

  private LockOfTopology() {}

  /// @param samples events that reach every store and every derived topic
  static <E> Lock of(TopologyDefinition<E> definition, List<Stamped<E>> samples) {
    if (samples.isEmpty()) {
      throw new AssertionError("there must be a sample");
    }
    var lock = new LockOfTopology();
    Rehearsal rehearsal = Rehearsal.of(definition, samples);
    lock.addTopology(definition.name(), rehearsal);
    definition.contract().read().forEach(event -> lock.addEventType(event.type()));
    definition.journals().forEach(journal -> lock.addJournal(definition, journal, samples));
    definition.contract().published().forEach(topic -> lock.addDerived(topic, rehearsal));
    rehearsal.shape().subtopologies().forEach(lock::addSubTopology);
    rehearsal.stores().forEach(store -> lock.addStore(store, rehearsal));
    return new Lock(lock.things);
  }

  private void addTopology(String name, Rehearsal rehearsal) {
    Map<Promise, String> promises = promisesOf(LockedKind.TOPOLOGY, name);
    promises.put(Promise.APPLICATION_ID, rehearsal.settings().applicationId());
    promises.put(Promise.PARTITIONS, Integer.toString(rehearsal.settings().topics().partitions()));
  }

  private void addEventType(EventType type) {
    Precedence precedence = type.precedence();
    promisesOf(LockedKind.EVENT_TYPE, type.wireName())
        .put(Promise.PRECEDENCE, precedence.group() + "." + precedence.rank());
  }

  private <E> void addJournal(
      TopologyDefinition<E> definition, Journal<E> journal, List<Stamped<E>> samples) {
    Map<Promise, String> promises =
        promisesOf(LockedKind.JOURNAL, definition.topicOf(journal, TopicPrefix.NONE));
    List<byte[]> values = samples.stream().map(journal.values()::toBytes).toList();
    promises.put(
        Promise.KEYS, listed(samples.stream().map(journal::keyOf).map(LockOfTopology::hex)));
    promises.put(
        Promise.PARTITION,
        listed(
            samples.stream()
                .map(sample -> Integer.toString(journal.partitionOf(sample, MANY_PARTITIONS)))));
    promises.put(Promise.VALUE, formats(journal.values().schemas()));
    promises.put(Promise.VALUES, listed(values.stream().map(LockOfTopology::hex)));
    promises.put(
        Promise.WATERMARK,
        hex(Rehearsal.WATERMARK_KEY) + " " + hex(WatermarkCodec.toBytes(Rehearsal.WATERMARK)));
    addSettings(promises, new JournalTopic(definition.name(), journal.name()).settings());
  }

  private void addDerived(PublishedTopic<?, ?> topic, Rehearsal rehearsal) {
    Map<Promise, String> promises = promisesOf(LockedKind.DERIVED, topic.name());
    List<byte[]> published = rehearsal.published().getOrDefault(topic.name(), List.of());
    if (published.isEmpty()) {
      throw new AssertionError("the samples must reach derived topic " + topic.name());
    }
    promises.put(
        Promise.PARTITION,
        listed(
            published.stream().map(key -> Integer.toString(partitionOf(topic, key))).distinct()));
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
      throw new AssertionError("a derived key does not match its schema", notOurs);
    }
  }

  private void addSubTopology(TopologyDescription.Subtopology described) {
    Map<Promise, String> promises =
        promisesOf(LockedKind.SUB_TOPOLOGY, Integer.toString(described.id()));
    var sources = new TreeSet<String>();
    var stores = new TreeSet<String>();
    var sinks = new TreeSet<String>();
    for (TopologyDescription.Node node : described.nodes()) {
      switch (node) {
        case TopologyDescription.Source source -> sources.addAll(source.topicSet());
        case TopologyDescription.Processor processor -> stores.addAll(processor.stores());
        case TopologyDescription.Sink sink -> sinks.add(sink.topic());
        default -> throw new AssertionError("a lock does not support this kind of node: " + node);
      }
    }
    promises.put(Promise.SOURCES, listed(sources.stream()));
    promises.put(Promise.STORES, listed(stores.stream()));
    // Nothing is found by the name of a node that writes dead letters.
    sinks.remove(DeadLetters.NAME);
    promises.put(Promise.SINKS, listed(sinks.stream()));
    promises.put(
        Promise.NODES,
        listed(described.nodes().stream().map(TopologyDescription.Node::name).sorted()));
  }

  private void addStore(StoreSpec<?> store, Rehearsal rehearsal) {
    Map<Promise, String> promises = promisesOf(LockedKind.STORE, store.name());
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
                // A release that does not know the as-of row ignores it.
                .filter(entry -> !entry.getKey().equals(AsOfRow.KEY))
                .map(entry -> hex(entry.getKey().get()) + " " + hex(entry.getValue()))));
    promises.put(
        Promise.CHANGELOG, changelogOf(store.builder(new OpenReplicas(Clock.systemUTC()))));
  }

  /// Without the application id, so that a new version of it does not look like a change here.
  private static String changelogOf(StoreBuilder<?> store) {
    return store.loggingEnabled()
        ? "<application id>-%s-changelog, %s"
            .formatted(store.name(), settings(store.logConfig(), name -> true))
        : "none";
  }

  private static void addSettings(Map<Promise, String> promises, TopicSettings topic) {
    promises.put(Promise.CHECKED_SETTINGS, settings(topic.config(), CHECKED));
    promises.put(Promise.OTHER_SETTINGS, settings(topic.config(), CHECKED.negate()));
  }

  private static String settings(Map<String, String> config, Predicate<String> wanted) {
    return listed(
        config.entrySet().stream()
            .filter(setting -> wanted.test(setting.getKey()))
            .sorted(Map.Entry.comparingByKey(Comparator.naturalOrder()))
            .map(setting -> setting.getKey() + "=" + setting.getValue()));
  }

  private Map<Promise, String> promisesOf(LockedKind kind, String name) {
    return things.computeIfAbsent(
        new LockedThing(kind, name), thing -> new EnumMap<>(Promise.class));
  }

  private static String formats(List<Schema> schemas) {
    return IntStream.rangeClosed(1, schemas.size())
        .mapToObj(number -> format(number, schemas.get(number - 1)))
        .collect(Collectors.joining(Promise.FURTHER_FORMAT));
  }

  private static String format(int number, Schema schema) {
    return "format %d, %s".formatted(number, SchemaLine.of(schema));
  }

  private static String format(byte[] value, Schema schema) {
    return format(value[0], schema);
  }

  private static String listed(Stream<String> items) {
    return items.collect(Collectors.joining(", "));
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
