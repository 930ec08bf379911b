package org.rollbook.testkit.campus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.rollbook.testkit.campus.CampusEvent.EnrollmentEvent;

class OpenEdxSerializerTest {

  private static final Instant START = Instant.parse("2026-09-01T08:00:00Z");
  private static final int FRAME = 5;

  private final List<String> subjects = new ArrayList<>();
  private final OpenEdxSerializer serializer =
      new OpenEdxSerializer(
          Optional.empty(),
          (subject, schema) -> {
            subjects.add(subject);
            return schema.equals(LmsEventType.ENROLLMENT_CREATED.writer().keyText()) ? 1003 : 1004;
          });

  @Test
  void shouldFrameTheKeyLikeTheRealProducer() {
    assertThat(some(1).getFirst().key()).startsWith(0, 0, 0, 0x03, 0xeb);
  }

  @Test
  void shouldPartitionByCrc32() {
    byte[] key =
        HexFormat.of()
            .parseHex("00000003eb3e636f757273652d76313a6564582b44656d6f582b44656d6f5f436f75727365");
    var event = new ProducedEvent(publications(1).getFirst(), "t", key, new byte[0], List.of());
    // As in Python: zlib.crc32(key) % n.
    assertThat(List.of(event.partition(5), event.partition(7), event.partition(16)))
        .containsExactly(2, 3, 8);
  }

  @Test
  void shouldWriteTenHeadersInOrder() {
    assertThat(some(1).getFirst().headers())
        .extracting(header -> header.key() + " " + new String(header.value(), UTF_8))
        .satisfiesExactly(
            text -> assertThat(text).isEqualTo("ce_specversion 1.0"),
            text -> assertThat(text).isEqualTo("content-type application/avro"),
            text -> assertThat(text).isEqualTo("ce_datacontenttype application/avro"),
            text ->
                assertThat(text)
                    .isEqualTo("ce_type org.openedx.learning.course.enrollment.changed.v1"),
            text -> assertThat(text).startsWith("ce_id ").hasSize(42),
            text -> assertThat(text).isEqualTo("ce_source openedx/lms/web"),
            text -> assertThat(text).startsWith("ce_time 2026-09-01T08:00:").endsWith("+00:00"),
            text -> assertThat(text).isEqualTo("ce_minorversion 0"),
            text -> assertThat(text).startsWith("sourcehost lms-"),
            text -> assertThat(text).isEqualTo("sourcelib 11.2.0"));
  }

  @Test
  void shouldWriteByTheRegisteredSchema() throws IOException {
    for (var event : some(500)) {
      var schema = LmsEventType.of(event.stamp()).writer().schema();
      var bytes =
          DecoderFactory.get()
              .binaryDecoder(event.value(), FRAME, event.value().length - FRAME, null);
      var read = new GenericDatumReader<GenericRecord>(schema).read(null, bytes);
      assertThat(bytes.isEnd()).isTrue();
      var enrollment = (GenericRecord) read.get("enrollment");
      var user = (GenericRecord) enrollment.get("user");
      assertThat(user.get("id")).isEqualTo(event.payload().key().learner().value());
      assertThat(((GenericRecord) user.get("pii")).get("email"))
          .hasToString(event.publication().event().learner().email());
      var published = (EnrollmentEvent) event.publication().event();
      assertThat(enrollment.get("mode")).hasToString(published.payload().mode());
      assertThat(enrollment.get("created_by") != null).isEqualTo(published.createdBy().isPresent());
    }
  }

  @Test
  void shouldReadBackWhatItWrote() {
    assertThat(some(500))
        .allSatisfy(
            event ->
                assertThat(
                        OpenEdxDeserializer.payload(
                            new RecordHeaders(event.headers()), event.value()))
                    .isEqualTo(event.payload()));
  }

  @Test
  void shouldRejectMessagesThatACampusDoesNotWrite() {
    assertThatThrownBy(() -> OpenEdxDeserializer.payload(new RecordHeaders(), new byte[9]))
        .isInstanceOf(IllegalArgumentException.class);
    var event = some(1).getFirst();
    assertThatThrownBy(
            () -> OpenEdxDeserializer.payload(new RecordHeaders(event.headers()), new byte[9]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldAskForIdsOncePerSubject() {
    some(500);
    assertThat(subjects)
        .containsExactlyInAnyOrder(
            subject(CampusTopics.ENROLLMENTS, LmsEventType.ENROLLMENT_CHANGED),
            subject(CampusTopics.ENROLLMENTS, LmsEventType.ENROLLMENT_CREATED),
            subject(CampusTopics.ENROLLMENTS, LmsEventType.UNENROLLMENT_COMPLETED),
            CampusTopics.ENROLLMENTS + "-string");
  }

  private List<ProducedEvent> some(int events) {
    return publications(events).stream().map(serializer::produced).toList();
  }

  private static List<Delivery> publications(int events) {
    var settings = CampusSettings.of(3, 100, 5).withDisorder(Disorder.NONE);
    return Campus.generate(settings, START, events);
  }

  private static String subject(String topic, LmsEventType type) {
    return topic + "-" + type.wireName() + ".CloudEvent";
  }
}
