package org.rollbook.benchmark.failover;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.rollbook.benchmark.data.Rolls;
import org.rollbook.testkit.watch.WatchedKey;

final class WatchersTest {

  @Test
  void shouldWatchALearnerAndACourseInEachPartition() {
    List<WatchedKey> keys = Watchers.keys(Rolls.ofTerm("2026", 20_000));

    assertThat(keys)
        .extracting(WatchedKey::partition)
        .containsExactly(0, 1, 2, 3, 4, 5, 0, 1, 2, 3, 4, 5);
  }
}
