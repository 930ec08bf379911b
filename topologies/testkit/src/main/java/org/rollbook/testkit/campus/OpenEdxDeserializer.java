package org.rollbook.testkit.campus;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.common.header.Headers;
import org.rollbook.model.CourseKey;
import org.rollbook.model.EventStamp;
import org.rollbook.model.EventType;
import org.rollbook.model.LearnerId;
import org.rollbook.model.avro.ConfluentFraming;

/// Reads back what [OpenEdxSerializer] wrote, so that a truth can be told of a campus that ran
/// before. Knows no schema but its own, and so reads no stranger's messages.
public final class OpenEdxDeserializer {

  private static final int PRESENT = 1;

  private OpenEdxDeserializer() {}

  /// What an enrollment event said.
  ///
  /// @throws IllegalArgumentException if the message is no enrollment event of a campus
  public static TrueEnrollment said(Headers headers, byte[] value) {
    var stamp =
        new EventStamp(
            time(text(headers, "ce_time")),
            EventType.ofWireName(text(headers, "ce_type")).orElseThrow(OpenEdxDeserializer::alien),
            text(headers, "ce_id"),
            text(headers, "ce_source"));
    var framed = ConfluentFraming.parse(value).orElseThrow(OpenEdxDeserializer::alien);
    var avro = new byte[framed.avro().remaining()];
    framed.avro().duplicate().get(avro);
    try {
      return said(DecoderFactory.get().binaryDecoder(avro, null), stamp);
    } catch (IOException e) {
      throw new IllegalArgumentException("not an enrollment event of a campus", e);
    }
  }

  private static TrueEnrollment said(Decoder in, EventStamp stamp) throws IOException {
    var learner = new LearnerId(in.readLong());
    in.readBoolean();
    skipTexts(in, 3);
    var course = new CourseKey(in.readString());
    skipTexts(in, 1);
    skipOptionalText(in);
    skipOptionalText(in);
    String mode = in.readString();
    boolean active = in.readBoolean();
    Instant enrolledAt = time(in.readString());
    return new TrueEnrollment(new EnrollmentKey(learner, course), mode, active, enrolledAt, stamp);
  }

  private static void skipTexts(Decoder in, int texts) throws IOException {
    for (int text = 0; text < texts; text++) {
      in.skipString();
    }
  }

  private static void skipOptionalText(Decoder in) throws IOException {
    if (in.readIndex() == PRESENT) {
      in.skipString();
    }
  }

  private static Instant time(String isoformat) {
    return OffsetDateTime.parse(isoformat).toInstant();
  }

  private static String text(Headers headers, String name) {
    var header = headers.lastHeader(name);
    if (header == null) {
      throw alien();
    }
    return new String(header.value(), StandardCharsets.UTF_8);
  }

  private static IllegalArgumentException alien() {
    return new IllegalArgumentException("not an enrollment event of a campus");
  }
}
