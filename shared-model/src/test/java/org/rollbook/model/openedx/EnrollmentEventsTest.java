package org.rollbook.model.openedx;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;
import org.rollbook.model.CourseKey;
import org.rollbook.model.avro.ConfluentFraming;
import org.rollbook.model.avro.DecodeException;
import org.rollbook.model.avro.NarrowReader;
import org.rollbook.model.enrollments.EnrollmentEvents;
import org.rollbook.model.event.EventEnvelope;
import org.rollbook.model.event.IsoTime;
import org.rollbook.model.event.Rejection;

final class EnrollmentEventsTest {

  private final NarrowReader reader = new NarrowReader(EnrollmentEvents.SCHEMA);

  @Test
  void shouldReadMessagesOfTheRealProducer() throws DecodeException {
    assertThat(Golden.enrollmentMessages()).hasSize(4);
    for (Golden golden : Golden.enrollmentMessages()) {
      JsonNode written = golden.decoded().path("enrollment");

      GenericRecord read = enrollment(golden);

      assertThat(((GenericRecord) read.get("user")).get("id"))
          .isEqualTo(written.path("user").path("id").asLong());
      assertThat(((GenericRecord) read.get("course")).get("course_key"))
          .isEqualTo(written.path("course").path("course_key").asText());
      assertThat(read.get("mode")).as("%s", golden).isEqualTo(written.path("mode").asText());
      assertThat(read.get("is_active")).isEqualTo(written.path("is_active").asBoolean());
      assertThat(read.get("creation_date")).isEqualTo(written.path("creation_date").asText());
    }
  }

  @Test
  void shouldReadValuesThatOurTypesAccept() throws DecodeException {
    for (Golden golden : Golden.enrollmentMessages()) {
      GenericRecord read = enrollment(golden);

      assertThat(EnrollmentEvents.ALL)
          .extracting(event -> event.type().wireName())
          .contains(golden.type());
      assertThat(CourseKey.parse((String) ((GenericRecord) read.get("course")).get("course_key")))
          .isNotNull();
      assertThat(IsoTime.parse((String) read.get("creation_date")))
          .isEqualTo("2026-08-20T12:34:56.789012Z");
    }
  }

  @Test
  void shouldNotDecodePersonalData() throws DecodeException {
    for (Golden golden : Golden.enrollmentMessages()) {
      JsonNode pii = golden.decoded().at("/enrollment/user/pii");

      String everything = enrollment(golden).toString();

      assertThat(pii.path("username").asText()).isNotEmpty();
      assertThat(everything)
          .doesNotContain(pii.path("username").asText(), pii.path("email").asText(), "staff")
          .doesNotContain("pii", "name", "email", "created_by");
    }
  }

  @Test
  void shouldOpenEnvelopesOfTheRealProducer() throws Rejection {
    for (Golden golden : Golden.enrollmentMessages()) {
      JsonNode headers = golden.json().path("headers");

      assertThat(EventEnvelope.open(golden.headers()))
          .isEqualTo(
              new EventEnvelope(
                  golden.type(),
                  headers.path("ce_id").asText(),
                  Instant.parse(headers.path("ce_time").asText()),
                  "openedx/lms/web"));
    }
  }

  private GenericRecord enrollment(Golden golden) throws DecodeException {
    ConfluentFraming.Framed framed = ConfluentFraming.parse(golden.value()).orElseThrow();
    assertThat(framed.schemaId()).isEqualTo(golden.json().path("value_schema_id").asInt());
    return (GenericRecord) reader.read(golden.valueSchema(), framed.avro()).get("enrollment");
  }
}
