package org.rollbook.runtime.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rollbook.testkit.kafka.EmbeddedKafka;

/// What happens to the group's offsets while no member reads.
class SourceOffsetsIT {

  private final EmbeddedKafka kafka = EmbeddedKafka.start();
  private final Running running = new Running(kafka).inAHurry();

  @BeforeEach
  void createTopic() {
    kafka.client().createTopic(running.topic, 1);
  }

  @AfterEach
  void stop() {
    running.stop();
    kafka.close();
  }

  /// No member ran for more than a week: the broker has forgotten the group, and the topic has
  /// removed its oldest events, which were read.
  @Test
  void shouldContinueAtTheJournaledOffsetsWhenTheCommittedOnesHaveExpired() throws Exception {
    Ingest before = running.started("one");
    running.send("e1", "apple");
    running.send("e2", "pear");
    await().until(() -> running.committed(0).equals(Optional.of(2L)));
    await()
        .until(
            () ->
                running.lastWatermark(0).stream()
                    .flatMap(last -> last.positions().values().stream())
                    .anyMatch(position -> position.below() == 2));
    Running.stop(before);
    kafka.client().admin().deleteConsumerGroups(List.of(group())).all().get();
    kafka
        .client()
        .admin()
        .deleteRecords(
            Map.of(new TopicPartition(running.topic, 0), RecordsToDelete.beforeOffset(1)))
        .all()
        .get();
    running.send("e3", "plum");

    Ingest after = running.started("another");

    await().until(() -> running.committed(0).equals(Optional.of(3L)));
    assertThat(running.events()).hasSize(3);
    assertThat(running.asOf().lostAt()).isEmpty();
    assertThat(running.completeSince()).isPresent();
    assertThat(after.state().lostAt()).isEmpty();
  }

  /// The new leader lacked what we had read, and its log has grown beyond that since.
  @Test
  void shouldReportALossWhenTheLogWasCutBelowWhatWasRead() throws Exception {
    running.send("e1", "apple");
    running.send("e2", "pear");
    Ingest before = running.started("one");
    await().until(() -> running.committed(0).equals(Optional.of(2L)));
    Running.stop(before);
    int epoch = running.commit(0).flatMap(OffsetAndMetadata::leaderEpoch).orElseThrow();
    kafka.stop();
    kafka.startAgain();
    running.send("e3", "plum");
    running.send("e4", "quince");
    running.send("e5", "cherry");
    // As if we had read two more from the first leader, which the second never had.
    var read = new OffsetAndMetadata(4, Optional.of(epoch), "");
    kafka
        .client()
        .admin()
        .alterConsumerGroupOffsets(group(), Map.of(new TopicPartition(running.topic, 0), read))
        .all()
        .get();

    running.started("another");

    await()
        .untilAsserted(
            () -> assertThat(Set.copyOf(running.words())).contains("plum", "quince", "cherry"));
    await().until(() -> !running.asOf().lostAt().isEmpty());
  }

  private String group() {
    return running.settings("any").group();
  }
}
