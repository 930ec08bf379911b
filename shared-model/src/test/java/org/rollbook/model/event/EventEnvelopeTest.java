package org.rollbook.model.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class EventEnvelopeTest {

  private static final String TYPE = "org.openedx.learning.course.enrollment.created.v1";
  private static final String ID = "67e1bd4a-e742-11f1-a5dc-02fc00000001";

  @Test
  void shouldOpenTheProducersTenHeaders() throws Rejection {
    assertThat(EventEnvelope.open(tenHeaders()))
        .isEqualTo(
            new EventEnvelope(
                TYPE, ID, Instant.parse("2026-11-23T13:33:02.190130Z"), "openedx/lms/web"));
  }

  @Test
  void shouldReadTheTypeBeforeAnythingElse() throws Rejection {
    Headers headers = new RecordHeaders().add("ce_type", TYPE.getBytes(UTF_8));

    assertThat(EventHeaders.type(headers)).isEqualTo(TYPE);
  }

  @Test
  void shouldRefuseHeadersWithoutAType() {
    assertThatExceptionOfType(Rejection.class)
        .isThrownBy(() -> EventHeaders.type(new RecordHeaders()))
        .withMessage("ce_type is missing or empty")
        .extracting(Rejection::rejectCause)
        .isEqualTo(RejectCause.NO_TYPE);
    assertThat(causeOf(with("ce_type", null))).isEqualTo(RejectCause.NO_TYPE);
    assertThat(causeOf(with("ce_type", new byte[0]))).isEqualTo(RejectCause.NO_TYPE);
  }

  @Test
  void shouldRefuseASecondType() {
    Headers headers = tenHeaders().add("ce_type", TYPE.getBytes(UTF_8));

    assertThatExceptionOfType(Rejection.class)
        .isThrownBy(() -> EventHeaders.type(headers))
        .withMessage("ce_type occurs twice")
        .extracting(Rejection::rejectCause)
        .isEqualTo(RejectCause.REPEATED_HEADER);
  }

  @Test
  void shouldRefuseRepeatedMetadata() {
    for (String name :
        List.of("ce_id", "ce_source", "ce_time", "ce_minorversion", "sourcehost", "sourcelib")) {
      Headers headers = tenHeaders();
      headers.add(name, headers.lastHeader(name).value());

      assertThat(causeOf(headers)).as(name).isEqualTo(RejectCause.REPEATED_HEADER);
    }
  }

  @Test
  void shouldLetOtherHeadersRepeat() throws Rejection {
    Headers headers = tenHeaders().add("content-type", new byte[0]).add("trace", null);

    assertThat(EventEnvelope.open(headers.add("trace", null)).id()).isEqualTo(ID);
  }

  @Test
  void shouldRefuseHeadersThatAreNotUtf8() throws Rejection {
    byte[] latin1 = {'M', (byte) 0xfc, 'n'};

    for (String name : List.of("ce_type", "ce_id", "ce_time", "ce_source")) {
      assertThat(causeOf(with(name, latin1))).as(name).isEqualTo(RejectCause.NOT_UTF8);
    }
    assertThat(EventEnvelope.open(with("sourcehost", latin1)).id()).isEqualTo(ID);
  }

  @Test
  void shouldRefuseHeadersWithoutAnIdOrATime() {
    assertThat(causeOf(tenHeaders().remove("ce_id"))).isEqualTo(RejectCause.NO_ID);
    assertThat(causeOf(with("ce_id", new byte[0]))).isEqualTo(RejectCause.NO_ID);
    assertThat(causeOf(tenHeaders().remove("ce_time"))).isEqualTo(RejectCause.NO_TIME);
    assertThat(causeOf(with("ce_time", null))).isEqualTo(RejectCause.NO_TIME);
  }

  @Test
  void shouldRefuseATextThatIsNoTime() {
    assertThatExceptionOfType(Rejection.class)
        .isThrownBy(() -> EventEnvelope.open(with("ce_time", "yesterday".getBytes(UTF_8))))
        .withMessage("ce_time: Text 'yesterday' could not be parsed at index 0")
        .extracting(Rejection::rejectCause)
        .isEqualTo(RejectCause.BAD_TIME);
  }

  @Test
  void shouldRefuseATimeBefore2000() throws Rejection {
    assertThatExceptionOfType(Rejection.class)
        .isThrownBy(
            () -> EventEnvelope.open(with("ce_time", "0001-01-01T00:00:00+00:00".getBytes(UTF_8))))
        .withMessage("ce_time is before 2000-01-01T00:00:00Z: 0001-01-01T00:00:00Z")
        .extracting(Rejection::rejectCause)
        .isEqualTo(RejectCause.BAD_TIME);
    assertThat(causeOf(with("ce_time", "1999-12-31T23:59:59.999999Z".getBytes(UTF_8))))
        .isEqualTo(RejectCause.BAD_TIME);
    assertThat(EventEnvelope.open(with("ce_time", "2000-01-01T00:00:00Z".getBytes(UTF_8))).id())
        .isEqualTo(ID);
  }

  @Test
  void shouldRefuseATooLongId() {
    assertThatExceptionOfType(Rejection.class)
        .isThrownBy(() -> EventEnvelope.open(with("ce_id", "x".repeat(600_000).getBytes(UTF_8))))
        .withMessage("ce_id has 600000 characters, at most 255")
        .extracting(Rejection::rejectCause)
        .isEqualTo(RejectCause.NO_ID);
  }

  @Test
  void shouldAcceptAMissingSourceAndCutALongOne() throws Rejection {
    assertThat(sourceOf(tenHeaders().remove("ce_source"))).isEmpty();
    assertThat(sourceOf(with("ce_source", "x".repeat(600_000).getBytes(UTF_8)))).hasSize(255);
  }

  @Test
  void shouldNotCutACharacterOfASourceInTwo() throws Rejection {
    String source = "x".repeat(254) + "\uD83C\uDF93";

    assertThat(sourceOf(with("ce_source", source.getBytes(UTF_8)))).isEqualTo("x".repeat(254));
  }

  private static Headers tenHeaders() {
    Headers headers = new RecordHeaders();
    headers.add("ce_specversion", "1.0".getBytes(UTF_8));
    headers.add("content-type", "application/avro".getBytes(UTF_8));
    headers.add("ce_datacontenttype", "application/avro".getBytes(UTF_8));
    headers.add("ce_type", TYPE.getBytes(UTF_8));
    headers.add("ce_id", ID.getBytes(UTF_8));
    headers.add("ce_source", "openedx/lms/web".getBytes(UTF_8));
    headers.add("ce_time", "2026-11-23T13:33:02.190130+00:00".getBytes(UTF_8));
    headers.add("ce_minorversion", "0".getBytes(UTF_8));
    headers.add("sourcehost", "lms-7f9c".getBytes(UTF_8));
    headers.add("sourcelib", "11.2.0".getBytes(UTF_8));
    return headers;
  }

  private static Headers with(String name, byte @Nullable [] value) {
    return tenHeaders().remove(name).add(name, value);
  }

  private static RejectCause causeOf(Headers headers) {
    try {
      throw new AssertionError(EventEnvelope.open(headers));
    } catch (Rejection rejection) {
      return rejection.rejectCause();
    }
  }

  private static String sourceOf(Headers headers) throws Rejection {
    return EventEnvelope.open(headers).source();
  }
}
