package org.rollbook.testkit.campus;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.common.header.Headers;
import org.rollbook.model.EventStamp;
import org.rollbook.model.EventType;
import org.rollbook.model.avro.ConfluentFraming;

/// Reads back what [OpenEdxSerializer] wrote, so that a truth can be told of a campus that ran
/// before. Knows no schema but its own, and so reads no stranger's messages.
public final class OpenEdxDeserializer {

  private OpenEdxDeserializer() {}

  /// What an event said.
  ///
  /// @throws IllegalArgumentException if the message is no event of a campus
  public static Said said(Headers headers, byte[] value) {
    var stamp =
        new EventStamp(
            OffsetDateTime.parse(text(headers, "ce_time")).toInstant(),
            EventType.ofWireName(text(headers, "ce_type")).orElseThrow(OpenEdxDeserializer::alien),
            text(headers, "ce_id"),
            text(headers, "ce_source"));
    var framed = ConfluentFraming.parse(value).orElseThrow(OpenEdxDeserializer::alien);
    var avro = new byte[framed.avro().remaining()];
    framed.avro().duplicate().get(avro);
    try {
      return EventDecoding.said(DecoderFactory.get().binaryDecoder(avro, null), stamp);
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
