package org.rollbook.benchmark.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.rollbook.benchmark.site.Campuses;
import org.rollbook.testkit.campus.Campus;
import org.rollbook.testkit.watch.WatchedKey;

final class WatchersTest {

  @Test
  void shouldWatchALearnerAndACourseInEachPartition() {
    Campus campus = Campuses.young();
    Campuses.until(1_000, campus).forEach(_ -> {});

    List<WatchedKey> keys = Watchers.keys(campus);

    assertThat(keys)
        .extracting(WatchedKey::partition)
        .containsExactly(0, 1, 2, 3, 4, 5, 0, 1, 2, 3, 4, 5);
  }
}
