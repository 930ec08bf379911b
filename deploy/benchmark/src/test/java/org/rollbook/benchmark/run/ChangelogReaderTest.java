package org.rollbook.benchmark.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.rollbook.benchmark.run.ChangelogReader.Reading;

final class ChangelogReaderTest {

  @Test
  void shouldParseTheOutputOfAReader() {
    assertThat(Reading.parsed("Read all 4000 1200000 2500000000 3100"))
        .isEqualTo(new Reading(4_000, 1_200_000, 2.5, 3.1));
  }
}
