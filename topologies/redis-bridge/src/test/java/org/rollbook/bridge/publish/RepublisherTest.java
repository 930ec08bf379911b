package org.rollbook.bridge.publish;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.rollbook.bridge.redis.StreamEntry;
import org.rollbook.bridge.redis.StreamEntry.Field;
import org.rollbook.model.EventType;
import org.rollbook.model.avro.ConfluentFraming;
import org.rollbook.model.bridge.EntryId;
import org.rollbook.model.event.RejectCause;
import org.rollbook.testkit.golden.GoldenEntry;
import org.rollbook.testkit.golden.GoldenMessage;
import org.rollbook.testkit.registry.SchemaWithId;

class RepublisherTest {

  private static final String TYPE = "org.openedx.analytics.tracking.event.emitted.v1";
  private static final String TOPIC = "prod-analytics";
  private static final int PARTITIONS = 6;

  /// A tracking event with four empty texts.
  private static final byte[] EMPTY = new byte[4];

  private final Republisher republisher =
      new Republisher((subject, schema) -> 7, new KeyFields(Map.of()), topic -> PARTITIONS);

  @TestFactory
  Stream<DynamicTest> shouldMakeWhatTheKafkaProducerSends() {
    assumeTrue(GoldenEntry.available(), "the contract's entries are not on this machine");
    return GoldenEntry.all().stream()
        .map(entry -> DynamicTest.dynamicTest(entry.name(), () -> compare(entry)));
  }

  private static void compare(GoldenEntry golden) {
    ProducerRecord<byte[], byte[]> message = republished(golden);

    assertThat(message.headers())
        .extracting(Header::key)
        .containsExactly(
            "ce_specversion",
            "content-type",
            "ce_datacontenttype",
            "ce_type",
            "ce_id",
            "ce_source",
            "ce_time",
            "ce_minorversion",
            "sourcehost",
            "sourcelib");
    assertThat(message.headers())
        .extracting(header -> new String(header.value(), UTF_8))
        .startsWith("1.0", "application/avro", "application/avro")
        .endsWith(
            golden.fields().entrySet().stream()
                .filter(field -> !field.getKey().equals("event_data"))
                .map(field -> new String(field.getValue(), UTF_8))
                .toArray(String[]::new));
    var crc = new CRC32();
    crc.update(message.key());
    assertThat(message.partition()).isEqualTo((int) (crc.getValue() % PARTITIONS));
    golden
        .message()
        .ifPresent(
            sent -> {
              assertThat(message.topic()).isEqualTo(sent.topic());
              assertThat(message.key()).isEqualTo(sent.key());
              assertThat(message.value()).isEqualTo(sent.value());
            });
  }

  private static ProducerRecord<byte[], byte[]> republished(GoldenEntry golden) {
    List<SchemaWithId> schemas = golden.message().map(GoldenMessage::schemas).orElse(List.of());
    var republisher =
        new Republisher(
            (subject, schema) ->
                schemas.stream()
                    .filter(known -> known.subject().equals(subject))
                    .filter(known -> areSame(known.text(), schema))
                    .mapToInt(SchemaWithId::id)
                    .findFirst()
                    .orElse(0),
            new KeyFields(Map.of()),
            topic -> PARTITIONS);
    Outgoing outgoing = republisher.outgoing("prod-" + golden.stream(), entry(golden.fields()));
    assertThat(outgoing).isInstanceOf(Outgoing.Event.class);
    return ((Outgoing.Event) outgoing).message();
  }

  private static boolean areSame(String first, String second) {
    try {
      var json = new ObjectMapper();
      return json.readTree(first).equals(json.readTree(second));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static StreamEntry entry(Map<String, byte[]> fields) {
    return new StreamEntry(
        new EntryId(1, 0),
        fields.entrySet().stream()
            .map(field -> new Field(field.getKey(), field.getValue()))
            .toList());
  }

  @Test
  void shouldRejectWhatDoesNotFitItsType() {
    assertRejected(RejectCause.UNDECODABLE, entry(TYPE, new byte[0]));
    assertRejected(RejectCause.UNDECODABLE, entry(TYPE, new byte[3]));
    assertRejected(RejectCause.UNDECODABLE, entry(TYPE, new byte[5]));
    assertRejected(RejectCause.UNDECODABLE, entry(TYPE, new byte[] {-1, -1, -1, -1, -1, -1}));
    // In the frame of a Kafka message.
    assertRejected(RejectCause.UNDECODABLE, entry(TYPE, ConfluentFraming.framed(7, EMPTY)));
  }

  @Test
  void shouldRejectWhatIsNotAnEvent() {
    assertRejected(RejectCause.NO_TYPE, new StreamEntry(new EntryId(1, 0), List.of(data(EMPTY))));
    assertRejected(
        RejectCause.UNDECODABLE, new StreamEntry(new EntryId(1, 0), List.of(field("type", TYPE))));
    assertRejected(RejectCause.UNDECODABLE, with(entry(TYPE, EMPTY), data(EMPTY)));
    assertRejected(RejectCause.REPEATED_HEADER, with(entry(TYPE, EMPTY), field("type", TYPE)));
    assertRejected(
        RejectCause.NOT_UTF8,
        new StreamEntry(
            new EntryId(1, 0), List.of(new Field("type", new byte[] {(byte) 0xC3}), data(EMPTY))));
  }

  /// Each view judges these as if they had come by Kafka.
  @Test
  void shouldLeaveTheJudgementOfMetadataToTheViews() {
    StreamEntry entry =
        with(entry(TYPE, EMPTY), field("id", "one"), field("id", "two"), field("new", "x"));

    assertThat(republisher.outgoing(TOPIC, entry))
        .isInstanceOfSatisfying(
            Outgoing.Event.class,
            event ->
                assertThat(event.message().headers())
                    .extracting(Header::key)
                    .containsExactly(
                        "ce_specversion",
                        "content-type",
                        "ce_datacontenttype",
                        "ce_type",
                        "ce_id",
                        "ce_id"));
  }

  @Test
  void shouldSkipTypesThatNoViewReads() {
    assertThat(republisher.outgoing(TOPIC, entry("org.openedx.learning.badge.awarded.v1", EMPTY)))
        .isEqualTo(new Outgoing.Skipped("org.openedx.learning.badge.awarded.v1"));
  }

  @Test
  void shouldTakeTheKeyFromTheConfiguredField() {
    var configured =
        new Republisher(
            (subject, schema) -> {
              if (subject.endsWith("-string")) {
                assertThat(schema).isEqualTo("{\"name\": \"data\", \"type\": \"string\"}");
              }
              return 7;
            },
            new KeyFields(Map.of(new EventType(TYPE), List.of("tracking_log", "data"))),
            topic -> PARTITIONS);
    byte[] value = {0, 0, 2, 'd', 0};

    assertThat(configured.outgoing(TOPIC, entry(TYPE, value)))
        .isInstanceOfSatisfying(
            Outgoing.Event.class,
            event ->
                assertThat(event.message().key())
                    .isEqualTo(ConfluentFraming.framed(7, new byte[] {2, 'd'})));
  }

  private void assertRejected(RejectCause cause, StreamEntry entry) {
    assertThat(republisher.outgoing(TOPIC, entry))
        .isInstanceOfSatisfying(
            Outgoing.Rejected.class,
            rejected -> assertThat(rejected.why().rejectCause()).isEqualTo(cause));
  }

  private static StreamEntry entry(String type, byte[] value) {
    return new StreamEntry(new EntryId(1, 0), List.of(field("type", type), data(value)));
  }

  private static StreamEntry with(StreamEntry entry, Field... more) {
    var fields = new ArrayList<>(entry.fields());
    fields.addAll(Arrays.asList(more));
    return new StreamEntry(entry.id(), fields);
  }

  private static Field data(byte[] value) {
    return new Field("event_data", value);
  }

  private static Field field(String name, String text) {
    return new Field(name, text.getBytes(UTF_8));
  }
}
