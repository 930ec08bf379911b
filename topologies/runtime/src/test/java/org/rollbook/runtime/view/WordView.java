package org.rollbook.runtime.view;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;
import org.rollbook.model.EventStamp;
import org.rollbook.model.EventType;
import org.rollbook.model.Heard;
import org.rollbook.model.SourcePosition;
import org.rollbook.runtime.journal.Journal;
import org.rollbook.runtime.journal.JournalCodec;
import org.rollbook.runtime.journal.TextCodec;
import org.rollbook.runtime.settings.Settings;
import org.rollbook.runtime.streams.StreamsSettings;
import org.rollbook.runtime.watermark.AsOf;
import org.rollbook.runtime.watermark.Watermark;
import org.rollbook.runtime.watermark.WatermarkCodec;
import org.rollbook.runtime.watermark.WatermarkKeys;

/// A view of people and their last word, `person=word`, with a count of people per word, driven
/// without a broker.
final class WordView implements AutoCloseable {

  static final Instant NOON = Instant.parse("2026-08-20T12:00:00Z");

  private static final JournalCodec<String> HEARD = new JournalCodec<>(new TextCodec());
  private static final StoreSpec<Heard<String>> WORDS = new StoreSpec<>("words", HEARD);
  private static final HistoryCodec<String> HISTORIES = new HistoryCodec<>(HEARD);
  private static final StoreSpec<History<String>> HISTORY = new StoreSpec<>("history", HISTORIES);
  private static final StoreSpec<String> COUNTS = new StoreSpec<>("counts", new TextCodec());
  private static final Journal<String> JOURNAL =
      new Journal<>("by-person", WordView::person, WordView::person, new TextCodec());

  static final Clock NOON_CLOCK = Clock.fixed(NOON, ZoneOffset.UTC);

  private final LiveTasks tasks = new LiveTasks();
  private final TopologyTestDriver driver;
  private final TestInputTopic<byte[], byte[]> journal;
  private final TestOutputTopic<String, String> derived;
  private final TestOutputTopic<String, byte[]> deadLetters;
  private final Map<String, RuntimeException> lawFailures = new HashMap<>();
  private final Map<String, RuntimeException> publicationFailures = new HashMap<>();
  private boolean closed;

  WordView(int history) {
    this(history, new OpenCopies(NOON_CLOCK));
  }

  /// @param copies learns which of its stores are open
  WordView(int history, OpenCopies copies) {
    this(history, copies, ViewMeters.NONE);
  }

  WordView(int history, OpenCopies copies, ViewMeters meters) {
    Properties properties =
        StreamsSettings.of(
            Settings.from(
                Map.of("ROLLBOOK_STATE_DIR", "target/words-" + System.identityHashCode(this)),
                "words",
                1,
                8100,
                List.of(),
                "here"),
            1,
            3);
    var view =
        new View<>(
            "words",
            JOURNAL,
            WORDS,
            this::latest,
            List.of(
                new HistoryBeside<>(HISTORY, HISTORIES, history),
                new Publication<>(row -> publishable(row.said())),
                new AggregateBeside<>(
                    COUNTS,
                    row -> bytes("all"),
                    new Counting(),
                    (all, count) -> message(all.get(), count))),
            new DerivedTopic("derived", Serdes.Bytes(), Serdes.Bytes(), Bytes::get));
    var builder = StreamsSettings.builder(properties);
    view.addTo(builder, "journal", "dead", new ViewSurroundings(tasks, copies, meters, NOON_CLOCK));
    driver = new TopologyTestDriver(builder.build(properties), properties, NOON);
    journal =
        driver.createInputTopic("journal", new ByteArraySerializer(), new ByteArraySerializer());
    derived =
        driver.createOutputTopic("derived", new StringDeserializer(), new StringDeserializer());
    deadLetters =
        driver.createOutputTopic("dead", new StringDeserializer(), new ByteArrayDeserializer());
  }

  private Heard<String> latest(Optional<Heard<String>> row, Heard<String> heard) {
    fail(lawFailures, heard.said());
    return row.filter(before -> !heard.stamp().isAfter(before.stamp())).orElse(heard);
  }

  private DerivedMessage publishable(String said) {
    fail(publicationFailures, said);
    return message(person(said), said);
  }

  private static void fail(Map<String, RuntimeException> failures, String said) {
    RuntimeException failure = failures.get(said);
    if (failure != null) {
      throw failure;
    }
  }

  /// From now on the law fails at what an event says.
  void failAt(String said, RuntimeException failure) {
    lawFailures.put(said, failure);
  }

  /// From now on a row that says this cannot be published.
  void failToPublish(String said, RuntimeException failure) {
    publicationFailures.put(said, failure);
  }

  /// Another release, which fails at nothing.
  void mend() {
    lawFailures.clear();
    publicationFailures.clear();
  }

  List<TestRecord<String, byte[]>> deadLetters() {
    return deadLetters.readRecordsToList();
  }

  static byte[] journaled(Heard<String> heard) {
    return JOURNAL.values().toBytes(heard);
  }

  static byte[] journalKey(Heard<String> heard) {
    return JOURNAL.keyOf(heard);
  }

  /// An event at a minute after noon, with its id.
  static Heard<String> said(String said, int minute, String id) {
    return new Heard<>(
        new EventStamp(NOON.plusSeconds(60L * minute), EventType.ENROLLMENT_CHANGED, id, "test"),
        new SourcePosition("source", 0, minute),
        said);
  }

  void hear(Heard<String> heard) {
    journal.pipeInput(JOURNAL.keyOf(heard), JOURNAL.values().toBytes(heard));
  }

  void hear(Watermark watermark) {
    hear(watermark, watermark.at());
  }

  /// A watermark, and when the broker took it.
  void hear(Watermark watermark, Instant writtenAt) {
    journal.pipeInput(
        new TestRecord<>(
            WatermarkKeys.ofMember("member"),
            WatermarkCodec.toBytes(watermark),
            new RecordHeaders().add(WatermarkCodec.HEADER, WatermarkCodec.toHeader(watermark)),
            writtenAt));
  }

  void hearBytes(byte[] key, byte[] value) {
    journal.pipeInput(key, value);
  }

  void erase(Heard<String> heard) {
    journal.pipeInput(new TestRecord<>(JOURNAL.keyOf(heard), null));
  }

  void waitASecond() {
    driver.advanceWallClockTime(AggregateBeside.TOLD_AT_MOST_EVERY);
  }

  Optional<String> word(String person) {
    return row(WORDS, person).map(Heard::said);
  }

  Optional<String> counts() {
    return row(COUNTS, "all");
  }

  List<HistoryItem<String>> history(String person) {
    return row(HISTORY, person).map(History::items).orElse(List.of());
  }

  Optional<AsOf> asOf(String store) {
    KeyValueStore<Bytes, byte[]> rows = driver.getKeyValueStore(store);
    return AsOfRow.of(rows::get);
  }

  List<String> told() {
    return derived.readValuesToList();
  }

  LiveTasks tasks() {
    return tasks;
  }

  private <R> Optional<R> row(StoreSpec<R> store, String key) {
    KeyValueStore<Bytes, byte[]> rows = driver.getKeyValueStore(store.name());
    return Optional.ofNullable(rows.get(Bytes.wrap(bytes(key)))).map(store::row);
  }

  private static byte[] person(String said) {
    return bytes(said.substring(0, said.indexOf('=')));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static DerivedMessage message(byte[] key, String value) {
    return new DerivedMessage(Bytes.wrap(key), Bytes.wrap(bytes(value)), new RecordHeaders());
  }

  /// Harmless when closed already.
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      driver.close();
    }
  }

  /// How many people, as text.
  private static final class Counting implements AggregateLaw<Heard<String>, String> {

    @Override
    public String none() {
      return "0";
    }

    @Override
    public String with(String sum, Heard<String> row) {
      return Integer.toString(Integer.parseInt(sum) + 1);
    }

    @Override
    public String without(String sum, Heard<String> row) {
      return Integer.toString(Integer.parseInt(sum) - 1);
    }
  }
}
