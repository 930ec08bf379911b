package org.rollbook.benchmark.system;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class OsProcessTest {

  @Test
  void shouldReadALineOfARollup() {
    String rollup =
        """
        Rss:             10000 kB
        Pss:              1234 kB
        Pss_Anon:         1000 kB
        """;

    assertThat(OsProcess.kib("Pss:", rollup)).isEqualTo(1_234);
    assertThat(OsProcess.kib("Pss_Shmem:", rollup)).isZero();
  }

  @Test
  void shouldAddUpProcessorTimeWhateverAProcessIsCalled() {
    String stat = "42 (a (b) c) S 1 42 42 0 -1 4194304 500 600 0 0 7 5 30 20 20 0 1 0 99";

    assertThat(OsProcess.ticks(stat)).isEqualTo(7 + 5 + 30 + 20);
  }

  @Test
  void shouldSayNothingOfAProcessThatHasEnded() {
    assertThat(OsProcess.ticks("")).isZero();
  }
}
