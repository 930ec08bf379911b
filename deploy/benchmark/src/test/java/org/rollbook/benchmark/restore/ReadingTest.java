package org.rollbook.benchmark.restore;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ReadingTest {

  @Test
  void shouldParseTheOutputOfAReader() {
    assertThat(Reading.parsed("Read all 4000 1200000 2500000000 3100"))
        .isEqualTo(new Reading(4_000, 1_200_000, 2.5, 3.1));
  }
}
