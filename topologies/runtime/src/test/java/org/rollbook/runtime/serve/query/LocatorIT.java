package org.rollbook.runtime.serve.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollbook.testkit.kafka.SharedKafka;

/// Where the instances of two views, each with a journal of its own, locate a partition.
class LocatorIT {

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
  void shouldNameTheInstanceOfEachPartitionUntilItStops() {
    TwoViews first = instances.getFirst();
    assertThat(first.locations("left", 0))
        .containsExactly(new PartitionLocation.Unsettled("this instance is starting"));

    instances.forEach(TwoViews::start);
    await().untilAsserted(() -> assertLocated("left"));
    await().untilAsserted(() -> assertLocated("right"));

    first.close();
    assertThat(first.locations("left", 0))
        .containsExactly(new PartitionLocation.Unsettled("this instance is stopping"));
  }

  /// Each instance knows which one has each partition, and which one has the other replica.
  private void assertLocated(String view) {
    for (int partition = 0; partition < TwoViews.PARTITIONS; partition++) {
      int asked = partition;
      TwoViews owner = theOne(instance -> instance.holds(view, asked));
      TwoViews standby =
          theOne(instance -> instance.hasReplica(view, asked) && !instance.holds(view, asked));
      for (TwoViews instance : instances) {
        assertThat(instance.locations(view, partition))
            .as("%s %d asked of %s", view, partition, instance.address())
            .containsExactly(seenBy(instance, owner), seenBy(instance, standby));
      }
    }
  }

  private TwoViews theOne(Predicate<TwoViews> which) {
    List<TwoViews> those = instances.stream().filter(which).toList();
    assertThat(those).hasSize(1);
    return those.getFirst();
  }

  private static PartitionLocation seenBy(TwoViews instance, TwoViews reader) {
    return reader == instance
        ? new PartitionLocation.Here()
        : new PartitionLocation.There(reader.address());
  }
}
