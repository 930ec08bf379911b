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
import org.rollbook.model.SourcePosition;
import org.rollbook.model.Stamped;
import org.rollbook.model.enrollments.EnrollmentEvents;
import org.rollbook.runtime.journal.Journal;
import org.rollbook.runtime.journal.JournalCodec;
import org.rollbook.runtime.journal.JournalFormats;
import org.rollbook.runtime.journal.TextCodec;
import org.rollbook.runtime.settings.Settings;
import org.rollbook.runtime.view.streams.StreamsSettings;
import org.rollbook.runtime.watermark.AsOf;
import org.rollbook.runtime.watermark.CompletedPass;
import org.rollbook.runtime.watermark.Watermark;
import org.rollbook.runtime.watermark.WatermarkCodec;
import org.rollbook.runtime.watermark.WatermarkKeys;

/// A view of people and their last word, `person=word`, with a count of people per word, driven
/// without a broker.
final class WordView implements AutoCloseable {

  static final Instant NOON = Instant.parse("2026-08-20T12:00:00Z");

  private static final JournalCodec<String> EVENT =
      new JournalCodec<>(JournalFormats.of(new TextCodec()));
  private static final StoreSpec<Stamped<String>> WORDS = new StoreSpec<>("words", EVENT);
  private static final HistoryCodec<String> HISTORIES = new HistoryCodec<>(EVENT);
  private static final StoreSpec<History<String>> HISTORY = new StoreSpec<>("history", HISTORIES);
  private static final StoreSpec<String> COUNTS = new StoreSpec<>("counts", new TextCodec());
  private static final Journal<String> JOURNAL =
      new Journal<>(
          "by-person", WordView::person, WordView::person, JournalFormats.of(new TextCodec()));

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
    this(history, new OpenReplicas(NOON_CLOCK));
  }

  /// @param replicas records which of its stores are open
  WordView(int history, OpenReplicas replicas) {
    this(history, replicas, ViewMeters.NONE);
  }

  WordView(int history, OpenReplicas replicas, ViewMeters meters) {
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
                new HistoryPart<>(HISTORY, HISTORIES, history),
                new PublicationPart<>(row -> publishable(row.payload())),
                new AggregatePart<>(
                    COUNTS,
                    row -> bytes("all"),
                    new Counting(),
                    (all, count) -> sum(all.get(), count))),
            new DerivedTopic("derived", OutputKey.PLAIN, Serdes.Bytes()));
    var builder = StreamsSettings.builder(properties);
    view.addTo(builder, "journal", "dead", new ViewContext(tasks, replicas, meters, NOON_CLOCK));
    driver = new TopologyTestDriver(builder.build(properties), properties, NOON);
    journal =
        driver.createInputTopic("journal", new ByteArraySerializer(), new ByteArraySerializer());
    derived =
        driver.createOutputTopic("derived", new StringDeserializer(), new StringDeserializer());
    deadLetters =
        driver.createOutputTopic("dead", new StringDeserializer(), new ByteArrayDeserializer());
  }

  private Stamped<String> latest(Optional<Stamped<String>> row, Stamped<String> event) {
    fail(lawFailures, event.payload());
    return row.filter(before -> !event.stamp().isAfter(before.stamp())).orElse(event);
  }

  private DerivedMessage publishable(String payload) {
    fail(publicationFailures, payload);
    return message(person(payload), payload);
  }

  private DerivedMessage sum(byte[] all, String count) {
    fail(publicationFailures, count);
    return message(all, count);
  }

  private static void fail(Map<String, RuntimeException> failures, String payload) {
    RuntimeException failure = failures.get(payload);
    if (failure != null) {
      throw failure;
    }
  }

  /// From now on the law fails at an event with this payload.
  void failAt(String payload, RuntimeException failure) {
    lawFailures.put(payload, failure);
  }

  /// From now on a row with this payload, or a sum of this value, cannot be published.
  void failToPublish(String payload, RuntimeException failure) {
    publicationFailures.put(payload, failure);
  }

  /// Becomes another release, which fails at nothing.
  void mend() {
    lawFailures.clear();
    publicationFailures.clear();
  }

  List<TestRecord<String, byte[]>> deadLetters() {
    return deadLetters.readRecordsToList();
  }

  static byte[] journaled(Stamped<String> event) {
    return JOURNAL.values().toBytes(event);
  }

  static byte[] journalKey(Stamped<String> event) {
    return JOURNAL.keyOf(event);
  }

  /// An event at a minute after noon, with its id.
  static Stamped<String> event(String payload, int minute, String id) {
    return new Stamped<>(
        new EventStamp(NOON.plusSeconds(60L * minute), EnrollmentEvents.CHANGED.type(), id, "test"),
        new SourcePosition("source", 0, minute),
        payload);
  }

  void receive(Stamped<String> event) {
    journal.pipeInput(JOURNAL.keyOf(event), JOURNAL.values().toBytes(event));
  }

  void receive(Watermark watermark) {
    receive(watermark, watermark.at());
  }

  /// A watermark, and when the broker took it.
  void receive(Watermark watermark, Instant writtenAt) {
    journal.pipeInput(
        new TestRecord<>(
            WatermarkKeys.ofMember("member"),
            WatermarkCodec.toBytes(watermark),
            new RecordHeaders().add(WatermarkCodec.HEADER, WatermarkCodec.toHeader(watermark)),
            writtenAt));
  }

  void receive(CompletedPass pass) {
    journal.pipeInput(
        new TestRecord<>(
            WatermarkKeys.ofPass(),
            WatermarkCodec.toBytes(Watermark.ofNothing()),
            new RecordHeaders().add(CompletedPass.HEADER, pass.toHeader()),
            pass.endedAt()));
  }

  void receiveBytes(byte[] key, byte[] value) {
    journal.pipeInput(key, value);
  }

  void erase(Stamped<String> event) {
    journal.pipeInput(new TestRecord<>(JOURNAL.keyOf(event), null));
  }

  void waitASecond() {
    driver.advanceWallClockTime(AggregatePart.PUBLISHED_AT_MOST_EVERY);
  }

  Optional<String> word(String person) {
    return row(WORDS, person).map(Stamped::payload);
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

  List<String> published() {
    return derived.readValuesToList();
  }

  LiveTasks tasks() {
    return tasks;
  }

  private <R> Optional<R> row(StoreSpec<R> store, String key) {
    KeyValueStore<Bytes, byte[]> rows = driver.getKeyValueStore(store.name());
    return Optional.ofNullable(rows.get(Bytes.wrap(bytes(key)))).map(store::row);
  }

  private static byte[] person(String payload) {
    return bytes(payload.substring(0, payload.indexOf('=')));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static DerivedMessage message(byte[] key, String value) {
    return new DerivedMessage(OutputKey.of(key), Bytes.wrap(bytes(value)), new RecordHeaders());
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
  private static final class Counting implements AggregateLaw<Stamped<String>, String> {

    @Override
    public String none() {
      return "0";
    }

    @Override
    public String with(String sum, Stamped<String> row) {
      return Integer.toString(Integer.parseInt(sum) + 1);
    }

    @Override
    public String without(String sum, Stamped<String> row) {
      return Integer.toString(Integer.parseInt(sum) - 1);
    }
  }
}
