package org.rollbook.testkit.campus;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.function.IntFunction;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.common.header.Headers;
import org.rollbook.model.EventStamp;
import org.rollbook.model.EventType;
import org.rollbook.model.avro.ConfluentFraming;
import org.rollbook.model.avro.ConfluentFraming.Framed;

/// Reads what [OpenEdxSerializer] or Open edX's own producer wrote, so that a truth can include
/// what was published before.
public final class OpenEdxDeserializer {

  private OpenEdxDeserializer() {}

  /// The payload of a campus's event that was written with the campus's own schema.
  ///
  /// @throws IllegalArgumentException if the message is no event of a campus
  public static EventPayload payload(Headers headers, byte[] value) {
    EventStamp stamp = stamp(headers);
    return read(stamp, decoder(framed(value)));
  }

  /// The payload of an event that was written with any schema that has the campus's fields.
  ///
  /// @param writers the schema of an id
  /// @throws IllegalArgumentException if the message is no event
  /// @throws org.apache.avro.AvroRuntimeException if its schema lacks a field
  public static EventPayload payload(Headers headers, byte[] value, IntFunction<Schema> writers) {
    EventStamp stamp = stamp(headers);
    Framed framed = framed(value);
    var campus = LmsEventType.of(stamp).writer().schema();
    var reader = new GenericDatumReader<>(writers.apply(framed.schemaId()), campus);
    var bytes = new ByteArrayOutputStream();
    var encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
    try {
      new GenericDatumWriter<>(campus).write(reader.read(null, decoder(framed)), encoder);
    } catch (IOException e) {
      throw new IllegalArgumentException("not written with its schema", e);
    }
    return read(stamp, DecoderFactory.get().binaryDecoder(bytes.toByteArray(), null));
  }

  /// The stamp of an event of a campus or of a reading.
  ///
  /// @throws IllegalArgumentException if it is of neither
  public static EventStamp stamp(Headers headers) {
    return new EventStamp(
        OffsetDateTime.parse(text(headers, "ce_time")).toInstant(),
        EventPayload.known(new EventType(text(headers, "ce_type"))),
        text(headers, "ce_id"),
        text(headers, "ce_source"));
  }

  private static Framed framed(byte[] value) {
    return ConfluentFraming.parse(value).orElseThrow(OpenEdxDeserializer::alien);
  }

  private static Decoder decoder(Framed framed) {
    var avro = new byte[framed.avro().remaining()];
    framed.avro().duplicate().get(avro);
    return DecoderFactory.get().binaryDecoder(avro, null);
  }

  private static EventPayload read(EventStamp stamp, Decoder avro) {
    try {
      return EventDecoding.payload(avro, stamp);
    } catch (IOException e) {
      throw new IllegalArgumentException("not an event of a campus", e);
    }
  }

  private static String text(Headers headers, String name) {
    var header = headers.lastHeader(name);
    if (header == null) {
      throw alien();
    }
    return new String(header.value(), StandardCharsets.UTF_8);
  }

  private static IllegalArgumentException alien() {
    return new IllegalArgumentException("not an event of a campus");
  }
}
