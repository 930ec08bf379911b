package org.rollbook.testkit.campus;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.rollbook.model.avro.ConfluentFraming;

/// A real event's message with other content, which possibly no LMS ever wrote.
public final class EditedEvent {

  private static final int FRAME = 5;

  private EditedEvent() {}

  /// The message, for a topic with this many partitions.
  ///
  /// @param headers replace those of the same names
  /// @param edit changes the value, which is in its own schema
  public static ProducerRecord<byte[], byte[]> of(
      ProducedEvent event,
      int partitions,
      Map<String, String> headers,
      Consumer<GenericRecord> edit) {
    return new ProducerRecord<>(
        event.topic(),
        event.partition(partitions),
        event.key(),
        ConfluentFraming.framed(ByteBuffer.wrap(event.value()).getInt(1), avro(event, edit)),
        headers(event, headers));
  }

  /// The event's headers with another value of one of them.
  public static List<Header> headers(ProducedEvent event, String name, String text) {
    return headers(event, Map.of(name, text));
  }

  private static List<Header> headers(ProducedEvent event, Map<String, String> changed) {
    List<Header> edited = new ArrayList<>(event.headers());
    edited.removeIf(header -> changed.containsKey(header.key()));
    changed.forEach((name, text) -> edited.add(new RecordHeader(name, text.getBytes(UTF_8))));
    return edited;
  }

  private static byte[] avro(ProducedEvent event, Consumer<GenericRecord> edit) {
    Schema schema = LmsEventType.of(event.stamp()).writer().schema();
    byte[] value = event.value();
    var decoder = DecoderFactory.get().binaryDecoder(value, FRAME, value.length - FRAME, null);
    var bytes = new ByteArrayOutputStream();
    var encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
    try {
      GenericRecord record = new GenericDatumReader<GenericRecord>(schema).read(null, decoder);
      edit.accept(record);
      new GenericDatumWriter<GenericRecord>(schema).write(record, encoder);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }
}
