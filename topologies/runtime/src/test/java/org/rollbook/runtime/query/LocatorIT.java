package org.rollbook.runtime.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollbook.testkit.kafka.SharedKafka;

/// Where several instances of two views, each with a journal of its own, say that a partition is.
class LocatorIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path folder;
  private List<TwoViews> instances = List.of();

  @BeforeEach
  void start() {
    String site = SharedKafka.uniquePrefix();
    TwoViews.createTopics(site);
    instances =
        IntStream.range(0, 3)
            .mapToObj(number -> new TwoViews(site, number, folder.resolve("" + number)))
            .toList();
  }

  @AfterEach
  void stop() {
    instances.forEach(TwoViews::close);
  }

  @Test
  void shouldNameTheHolderOfEachPartitionUntilItStops() {
    TwoViews first = instances.getFirst();
    assertThat(first.place("left", 0)).isEqualTo(new Place.Unsettled("this instance is starting"));

    instances.forEach(TwoViews::start);
    await().atMost(PATIENCE).untilAsserted(() -> assertTold("left"));
    await().atMost(PATIENCE).untilAsserted(() -> assertTold("right"));

    first.close();
    assertThat(first.place("left", 0)).isEqualTo(new Place.Unsettled("this instance is stopping"));
  }

  /// Each instance knows of each partition that the one that has it has it.
  private void assertTold(String view) {
    for (int partition = 0; partition < TwoViews.PARTITIONS; partition++) {
      int asked = partition;
      List<TwoViews> holders = instances.stream().filter(each -> each.holds(view, asked)).toList();
      assertThat(holders).hasSize(1);
      for (TwoViews instance : instances) {
        assertThat(instance.place(view, partition))
            .as("%s %d asked of %s", view, partition, instance.address())
            .isEqualTo(
                holders.contains(instance)
                    ? new Place.Here()
                    : new Place.There(holders.getFirst().address()));
      }
    }
  }
}
