package org.rollbook.benchmark.freshness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class LatenciesTest {

  @Test
  void shouldReturnTheTimeThatAPartTookAtMost() {
    Latencies latencies = Latencies.of(List.of(3_000_000L, 1_000_000L, 2_000_000L, 9_000_000L));

    assertThat(latencies.millis(0.5)).isEqualTo(3);
    assertThat(latencies.millis(0.99)).isEqualTo(9);
  }
}
