package org.rollbook.runtime.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.rollbook.model.EventType;
import org.rollbook.model.avro.ConfluentFraming;
import org.rollbook.model.enrollments.EnrollmentEvents;
import org.rollbook.model.event.RejectCause;
import org.rollbook.model.event.Rejection;
import org.rollbook.model.topic.EventContract;
import org.rollbook.runtime.journal.Journal;
import org.rollbook.runtime.journal.JournalFormats;
import org.rollbook.runtime.journal.TextCodec;

/// Events with one word as their payload, and a secret that nobody needs.
final class Words {

  static final EventType TYPE = EnrollmentEvents.CREATED.type();

  /// The id of [#WRITER] in tests.
  static final int SCHEMA_ID = 7;

  static final Schema WRITER = writerOf(TYPE.wireName());

  static final Journal<String> JOURNAL =
      new Journal<>(
          "by-word",
          word -> word.getBytes(UTF_8),
          word -> word.substring(0, 1).getBytes(UTF_8),
          JournalFormats.of(new TextCodec()));

  /// The topic of readings.
  static final String READINGS = "readings";

  /// The table that the words are compared with.
  static final String TABLE = "words_word";

  static final EventSubscription<String> SUBSCRIPTION =
      new EventSubscription<>(List.of(new WordReader()), List.of(JOURNAL), Optional.of(TABLE));

  static final String FATAL = "fatal";

  private Words() {}

  static Schema writerOf(String namespace) {
    return SchemaBuilder.record("CloudEvent")
        .namespace(namespace)
        .fields()
        .requiredString("secret")
        .requiredString("word")
        .endRecord();
  }

  /// Refuses words with a blank in them, and fails at [#FATAL].
  private static final class WordReader implements EventReader<String> {

    @Override
    public EventContract contract() {
      return new EventContract(
          TYPE, SchemaBuilder.record("Word").fields().requiredString("word").endRecord());
    }

    @Override
    public String read(GenericRecord event) throws Rejection {
      String word = event.get("word").toString();
      if (word.equals(FATAL)) {
        throw new IllegalStateException("a fault of the reader");
      }
      if (word.contains(" ")) {
        throw new Rejection(RejectCause.BAD_COURSE_KEY, "not one word");
      }
      return word;
    }
  }

  /// A good message.
  static ProducerRecord<byte[], byte[]> message(String topic, String id, String word) {
    return message(topic, framed(SCHEMA_ID, word), headers(id));
  }

  /// One that happened at a time.
  static ProducerRecord<byte[], byte[]> messageAt(String topic, String word, Instant time) {
    var headers = new ArrayList<>(headers(word));
    headers.removeIf(header -> header.key().equals("ce_time"));
    headers.add(header("ce_time", time.toString()));
    return message(topic, framed(SCHEMA_ID, word), headers);
  }

  static ProducerRecord<byte[], byte[]> message(String topic, byte[] value, List<Header> headers) {
    return new ProducerRecord<>(topic, null, "key".getBytes(UTF_8), value, headers);
  }

  /// The same to a partition.
  static ProducerRecord<byte[], byte[]> to(int partition, ProducerRecord<byte[], byte[]> message) {
    return new ProducerRecord<>(
        message.topic(), partition, message.key(), message.value(), message.headers());
  }

  static List<Header> headers(String id) {
    return List.of(
        header("ce_type", TYPE.wireName()),
        header("ce_id", id),
        header("ce_source", "openedx/lms/web"),
        header("ce_time", "2026-01-15T08:00:00.123456+00:00"));
  }

  static Header header(String name, String value) {
    return new RecordHeader(name, value.getBytes(UTF_8));
  }

  static byte[] framed(int schemaId, String word) {
    return ConfluentFraming.framed(schemaId, avro("ada@example.org", word));
  }

  /// What [#WRITER] means, by hand: two strings with their lengths as zigzag numbers.
  static byte[] avro(String secret, String word) {
    byte[] first = string(secret);
    byte[] second = string(word);
    return ByteBuffer.allocate(first.length + second.length).put(first).put(second).array();
  }

  private static byte[] string(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    var buffer = ByteBuffer.allocate(bytes.length + 5);
    int left = bytes.length << 1;
    for (; left > 0x7f; left >>>= 7) {
      buffer.put((byte) ((left & 0x7f) | 0x80));
    }
    buffer.put((byte) left).put(bytes).flip();
    byte[] string = new byte[buffer.remaining()];
    buffer.get(string);
    return string;
  }
}
