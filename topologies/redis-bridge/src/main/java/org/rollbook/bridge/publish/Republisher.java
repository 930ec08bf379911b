package org.rollbook.bridge.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToIntFunction;
import java.util.zip.CRC32;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.rollbook.bridge.redis.StreamEntry;
import org.rollbook.model.EventType;
import org.rollbook.model.avro.AvroBytes;
import org.rollbook.model.avro.AvroTypes;
import org.rollbook.model.avro.ConfluentFraming;
import org.rollbook.model.avro.DecodeException;
import org.rollbook.model.avro.NarrowReader;
import org.rollbook.model.event.EventHeaders;
import org.rollbook.model.event.RejectCause;
import org.rollbook.model.event.Rejection;
import org.rollbook.model.openedx.WriterSchema;
import org.rollbook.model.openedx.WriterSchemas;

/// Makes of an entry the message that Open edX's Kafka producer would have sent: ten headers, key
/// and value in Confluent framing, and librdkafka's partition.
///
/// An entry names no schema, so its type decides. Bare Avro says nothing of itself: the value must
/// decode to its very end, or the entry is rejected.
public final class Republisher {

  private static final String VALUE = "event_data";
  private static final String AVRO = "application/avro";

  /// Fields of an entry, and the headers that have the same text, in the order of the headers.
  private static final List<Map.Entry<String, String>> HEADERS =
      List.of(
          Map.entry("type", EventHeaders.TYPE),
          Map.entry("id", EventHeaders.ID),
          Map.entry("source", EventHeaders.SOURCE),
          Map.entry("time", EventHeaders.TIME),
          Map.entry("minorversion", "ce_minorversion"),
          Map.entry("sourcehost", "sourcehost"),
          Map.entry("sourcelib", "sourcelib"));

  private final SubjectIds ids;
  private final KeyFields keys;
  private final ToIntFunction<String> partitions;
  private final Map<EventType, Writer> writers = new ConcurrentHashMap<>();

  /// How events of a type are written, and what reads all of it.
  private record Writer(WriterSchema schema, Schema parsed, NarrowReader reader) {

    private static Writer of(WriterSchema schema) {
      Schema parsed = schema.schema();
      return new Writer(schema, parsed, new NarrowReader(parsed));
    }

    private GenericRecord read(byte[] value) throws DecodeException {
      return reader.read(parsed, ByteBuffer.wrap(value));
    }
  }

  /// @param partitions how many a topic has
  public Republisher(ProducerIds ids, KeyFields keys, ToIntFunction<String> partitions) {
    this((SubjectIds) ids, keys, partitions);
  }

  Republisher(SubjectIds ids, KeyFields keys, ToIntFunction<String> partitions) {
    this.ids = ids;
    this.keys = keys;
    this.partitions = partitions;
  }

  /// What becomes of an entry.
  ///
  /// @param topic with the site's prefix, which is also the name of the stream
  /// @throws RegistryUnavailableException if there is no id for a schema now
  Outgoing outgoing(String topic, StreamEntry entry) {
    List<Header> headers = headers(entry);
    List<byte[]> values = values(entry);
    try {
      String type = EventHeaders.type(new RecordHeaders(headers));
      if (values.size() != 1) {
        throw new Rejection(
            RejectCause.UNDECODABLE, "there are %d fields %s".formatted(values.size(), VALUE));
      }
      Optional<Writer> writer = writer(type);
      return writer.isPresent()
          ? new Outgoing.Event(message(topic, writer.get(), headers, values.getFirst()))
          : new Outgoing.Skipped(type);
    } catch (Rejection rejection) {
      return new Outgoing.Rejected(rejection, headers, values.isEmpty() ? null : values.getFirst());
    }
  }

  private Optional<Writer> writer(String type) {
    return WriterSchemas.of(new EventType(type))
        .map(schema -> writers.computeIfAbsent(schema.type(), _ -> Writer.of(schema)));
  }

  private ProducerRecord<byte[], byte[]> message(
      String topic, Writer writer, List<Header> headers, byte[] value) throws Rejection {
    GenericRecord event = decoded(writer, value);
    List<String> keyField = keys.of(writer.schema());
    int keyId = ids.of(WriterSchema.keySubject(topic), WriterSchema.keyText(keyField));
    int valueId = ids.of(writer.schema().valueSubject(topic), writer.schema().text());
    byte[] key =
        ConfluentFraming.framed(keyId, AvroBytes.plain(AvroTypes.STRING, text(event, keyField)));
    return new ProducerRecord<>(
        topic,
        partition(key, partitions.applyAsInt(topic)),
        key,
        ConfluentFraming.framed(valueId, value),
        headers);
  }

  private static GenericRecord decoded(Writer writer, byte[] value) throws Rejection {
    try {
      return writer.read(value);
    } catch (DecodeException broken) {
      throw new Rejection(
          RejectCause.UNDECODABLE, "not written as events of its type are: " + broken.getMessage());
    }
  }

  private static String text(GenericRecord event, List<String> path) {
    Object found = event;
    for (String name : path) {
      found = ((GenericRecord) found).get(name);
    }
    return found.toString();
  }

  /// As librdkafka does it by default (`consistent_random`).
  private static int partition(byte[] key, int partitions) {
    var crc = new CRC32();
    crc.update(key);
    return (int) (crc.getValue() % partitions);
  }

  /// Every occurrence of every field: what is missing or doubled is judged by who reads it.
  private static List<Header> headers(StreamEntry entry) {
    var headers = new ArrayList<Header>();
    headers.add(header("ce_specversion", "1.0"));
    headers.add(header("content-type", AVRO));
    headers.add(header("ce_datacontenttype", AVRO));
    for (Map.Entry<String, String> header : HEADERS) {
      for (StreamEntry.Field field : entry.fields()) {
        if (field.name().equals(header.getKey())) {
          headers.add(new RecordHeader(header.getValue(), field.value()));
        }
      }
    }
    return headers;
  }

  private static Header header(String name, String text) {
    return new RecordHeader(name, text.getBytes(UTF_8));
  }

  private static List<byte[]> values(StreamEntry entry) {
    return entry.fields().stream()
        .filter(field -> field.name().equals(VALUE))
        .map(StreamEntry.Field::value)
        .toList();
  }
}
