package org.rollbook.testkit.campus;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class PythonTextTest {

  @Test
  void shouldWriteTimesAsIsoformatDoes() {
    assertThat(PythonText.isoformat(Instant.parse("2026-11-23T13:33:02.190130Z")))
        .isEqualTo("2026-11-23T13:33:02.190130+00:00");
    assertThat(PythonText.isoformat(Instant.parse("2026-08-20T12:34:56Z")))
        .isEqualTo("2026-08-20T12:34:56+00:00");
    assertThat(PythonText.isoformat(Instant.parse("2026-01-02T03:04:05.000001Z")))
        .isEqualTo("2026-01-02T03:04:05.000001+00:00");
  }
}
