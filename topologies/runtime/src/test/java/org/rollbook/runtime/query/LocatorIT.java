package org.rollbook.runtime.query;

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

/// Where several instances of two views, each with a journal of its own, say that a partition is.
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
  void shouldNameTheHolderOfEachPartitionUntilItStops() {
    TwoViews first = instances.getFirst();
    assertThat(first.places("left", 0))
        .containsExactly(new Place.Unsettled("this instance is starting"));

    instances.forEach(TwoViews::start);
    await().untilAsserted(() -> assertTold("left"));
    await().untilAsserted(() -> assertTold("right"));

    first.close();
    assertThat(first.places("left", 0))
        .containsExactly(new Place.Unsettled("this instance is stopping"));
  }

  /// Each instance knows of each partition that the one that has it has it, and who has the other
  /// copy.
  private void assertTold(String view) {
    for (int partition = 0; partition < TwoViews.PARTITIONS; partition++) {
      int asked = partition;
      TwoViews owner = theOne(instance -> instance.holds(view, asked));
      TwoViews standby =
          theOne(instance -> instance.hasCopy(view, asked) && !instance.holds(view, asked));
      for (TwoViews instance : instances) {
        assertThat(instance.places(view, partition))
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

  private static Place seenBy(TwoViews instance, TwoViews holder) {
    return holder == instance ? new Place.Here() : new Place.There(holder.address());
  }
}
