package org.rollbook.model.published;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.rollbook.model.avro.CodecConformance.assertConforms;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.rollbook.model.CourseKey;
import org.rollbook.model.EventStamp;
import org.rollbook.model.EventType;
import org.rollbook.model.LearnerId;
import org.rollbook.model.SourcePosition;
import org.rollbook.model.avro.AvroBytes;
import org.rollbook.model.avro.DecodeException;
import org.rollbook.model.enrollments.CourseEnrollmentCountsRecord;
import org.rollbook.model.enrollments.EnrollmentContract;
import org.rollbook.model.enrollments.EnrollmentEvents;
import org.rollbook.model.enrollments.EnrollmentRecord;
import org.rollbook.model.enrollments.ModeCount;
import org.rollbook.model.topic.Contracts;
import org.rollbook.model.topic.EventContract;

final class PublishedRecordsTest {

  private static final CourseKey COURSE = new CourseKey("course-v1:edX+DemoX+Demo_Course");
  private static final LearnerId LEARNER = new LearnerId(4242);

  @Property
  void shouldWriteEnrollmentsByTheirSchema(@ForAll("enrollments") EnrollmentRecord enrollment)
      throws IOException, DecodeException {
    assertConforms(EnrollmentRecord.CODEC, enrollment);
    assertConforms(EnrollmentContract.ENROLLMENTS.keyCodec(), enrollment.key());
  }

  @Property
  void shouldWriteCountsByTheirSchema(@ForAll("counts") CourseEnrollmentCountsRecord counts)
      throws IOException, DecodeException {
    assertConforms(CourseEnrollmentCountsRecord.CODEC, counts);
    assertConforms(EnrollmentContract.COURSE_ENROLLMENT_COUNTS.keyCodec(), counts.key());
  }

  @Example
  void shouldWriteEqualCountsAsEqualBytes() {
    var one = new ModeCount(1, 1);
    var two = new ModeCount(1, 2);

    byte[] bytes = AvroBytes.plain(CourseEnrollmentCountsRecord.CODEC, counts("audit", two, one));

    assertThat(bytes)
        .isEqualTo(
            AvroBytes.plain(
                CourseEnrollmentCountsRecord.CODEC,
                new CourseEnrollmentCountsRecord(
                    COURSE, 2, 3, new TreeMap<>(Map.of("verified", one, "audit", two)))));
  }

  @Example
  void shouldReadAnEventTypeOfALaterVersion() throws DecodeException {
    byte[] bytes =
        AvroBytes.plain(EnrollmentRecord.CODEC, enrollment(EnrollmentEvents.CREATED.type()));
    byte[] later = bytes.clone();
    int type = new String(bytes, StandardCharsets.ISO_8859_1).indexOf(".created.");
    later[type + 1] = 'x';

    EnrollmentRecord read = AvroBytes.fromPlain(EnrollmentRecord.CODEC, later);

    assertThat(read.stamp().eventType())
        .isEqualTo(new EventType("org.openedx.learning.course.enrollment.xreated.v1"));
  }

  @Example
  void shouldRefuseEveryTruncatedRecord() {
    byte[] bytes =
        AvroBytes.plain(EnrollmentRecord.CODEC, enrollment(EnrollmentEvents.CREATED.type()));

    for (int length = 0; length < bytes.length; length++) {
      byte[] beginning = Arrays.copyOf(bytes, length);
      assertThatExceptionOfType(DecodeException.class)
          .isThrownBy(() -> AvroBytes.fromPlain(EnrollmentRecord.CODEC, beginning));
    }
  }

  @Provide
  static Arbitrary<EnrollmentRecord> enrollments() {
    return Combinators.combine(
            Arbitraries.longs().between(1, Long.MAX_VALUE).map(LearnerId::new),
            Arbitraries.strings().ofMaxLength(20).filter(PublishedRecordsTest::isWellFormed),
            Arbitraries.of(true, false).withoutEdgeCases(),
            times(),
            times(),
            Arbitraries.of(Contracts.events()).map(EventContract::type).withoutEdgeCases(),
            Arbitraries.longs().greaterOrEqual(0))
        .as(
            (learner, text, active, enrolledAt, eventTime, type, offset) ->
                new EnrollmentRecord(
                    learner,
                    COURSE,
                    text,
                    active,
                    enrolledAt,
                    new EventStamp(eventTime, type, "id" + text, text),
                    new SourcePosition("topic", (int) (offset % 7), offset)));
  }

  @Provide
  static Arbitrary<CourseEnrollmentCountsRecord> counts() {
    Arbitrary<Long> count = Arbitraries.longs().greaterOrEqual(0);
    Arbitrary<ModeCount> modeCount =
        Combinators.combine(count, count).as(ModeCount::new).withoutEdgeCases();
    return Combinators.combine(
            count, count, Arbitraries.maps(Arbitraries.strings().alpha(), modeCount).ofMaxSize(8))
        .as(
            (active, total, modes) ->
                new CourseEnrollmentCountsRecord(COURSE, active, total, new TreeMap<>(modes)));
  }

  private static Arbitrary<Instant> times() {
    return Combinators.combine(
            Arbitraries.longs().between(-62_135_596_800L, 253_402_300_799L),
            Arbitraries.longs().between(0, 999_999_999))
        .as(Instant::ofEpochSecond)
        .withoutEdgeCases();
  }

  private static boolean isWellFormed(String text) {
    return text.codePoints().allMatch(c -> Character.getType(c) != Character.SURROGATE);
  }

  private static CourseEnrollmentCountsRecord counts(
      String mode, ModeCount count, ModeCount verified) {
    var modes = new TreeMap<String, ModeCount>();
    modes.put(mode, count);
    modes.put("verified", verified);
    return new CourseEnrollmentCountsRecord(COURSE, 2, 3, modes);
  }

  private static EnrollmentRecord enrollment(EventType type) {
    Instant time = Instant.parse("2026-08-20T12:34:56.789012Z");
    return new EnrollmentRecord(
        LEARNER,
        COURSE,
        "verified",
        true,
        time,
        new EventStamp(time, type, "67e1bd4a-e742-11f1-a5dc-02fc00000001", "openedx/lms/web"),
        new SourcePosition("learning-course-enrollment-lifecycle", 3, 1234));
  }
}
