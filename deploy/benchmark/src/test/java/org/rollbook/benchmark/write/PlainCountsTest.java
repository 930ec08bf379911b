package org.rollbook.benchmark.write;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.rollbook.model.CourseKey;
import org.rollbook.model.LearnerId;
import org.rollbook.model.avro.AvroBytes;
import org.rollbook.model.avro.DecodeException;
import org.rollbook.model.enrollments.ModeCount;

final class PlainCountsTest {

  private static final PlainEnrollment ENROLLED = enrollment("audit", true);

  @Test
  void shouldMoveALearnerFromModeToMode() {
    PlainCounts counts =
        PlainCounts.NONE.with(ENROLLED).without(ENROLLED).with(enrollment("verified", false));

    assertThat(counts.modes())
        .containsEntry("audit", new ModeCount(0, 0))
        .containsEntry("verified", new ModeCount(0, 1));
  }

  @Test
  void shouldWriteAndReadCountsUnchanged() throws DecodeException {
    PlainCounts counts = PlainCounts.NONE.with(ENROLLED);

    byte[] bytes = AvroBytes.plain(PlainCounts.CODEC, counts);

    assertThat(AvroBytes.fromPlain(PlainCounts.CODEC, bytes)).isEqualTo(counts);
  }

  @Test
  void shouldWriteAndReadAnEnrollmentUnchanged() throws DecodeException {
    byte[] bytes = AvroBytes.plain(PlainEnrollment.CODEC, ENROLLED);

    assertThat(AvroBytes.fromPlain(PlainEnrollment.CODEC, bytes)).isEqualTo(ENROLLED);
  }

  private static PlainEnrollment enrollment(String mode, boolean active) {
    return new PlainEnrollment(
        new LearnerId(7),
        CourseKey.parse("course-v1:CampusX+One+2026"),
        mode,
        active,
        Instant.parse("2026-01-01T00:00:00.000001Z"));
  }
}
