package org.rollbook.runtime.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rollbook.runtime.watermark.SourcePartition;

/// Events that the source topics removed before they were read.
class IngestLossIT {

  private final Running running = new Running().inAHurry();
  private final SourcePartition partition = new SourcePartition(running.topic, 0);

  @BeforeEach
  void createTopic() {
    running.kafka.client().createTopic(running.topic, 1);
  }

  @AfterEach
  void stop() {
    running.stop();
  }

  @Test
  void shouldReportALossWhenItFellBehindTheRetention() throws Exception {
    Ingest before = running.started("one");
    running.send("e1", "apple");
    await().until(() -> running.committed(0).equals(Optional.of(1L)));
    Running.stop(before);
    running.send("e2", "lost");
    running.send("e3", "pear");
    expire(2);

    Ingest ingest = running.started("one");

    await()
        .untilAsserted(
            () -> assertThat(running.words()).containsExactlyInAnyOrder("apple", "pear"));
    assertLost(ingest);
  }

  @Test
  void shouldReportALossWhenEventsWereGoneBeforeItsFirstRead() throws Exception {
    running.send("e1", "lost");
    running.send("e2", "pear");
    expire(1);

    Ingest ingest = running.started("one");

    await().untilAsserted(() -> assertThat(running.words()).containsExactly("pear"));
    assertLost(ingest);
  }

  @Test
  void shouldNotCallAnEmptyPartitionALoss() {
    Ingest ingest = running.started("one");

    await().untilAsserted(() -> assertThat(running.coverage().asOf()).isPresent());
    assertThat(running.completeSince()).isPresent();
    assertThat(ingest.state().lostAt()).isEmpty();
  }

  @Test
  void shouldBeginAnewWithATopicThatWasMadeAgain() throws Exception {
    running.started("one");
    for (int i = 0; i < 5; i++) {
      running.send("old-" + i, "apple");
    }
    await().until(() -> running.committed(0).equals(Optional.of(5L)));
    running.kafka.client().admin().deleteTopics(List.of(running.topic)).all().get();
    running.kafka.client().createTopic(running.topic, 1);
    for (int i = 0; i < 9; i++) {
      running.send("new-" + i, "pear-" + i);
    }

    await().untilAsserted(() -> assertThat(running.words()).contains("pear-0", "pear-4", "pear-8"));
  }

  /// The running ingest and the newest watermark report the loss, a key of its own keeps it, and
  /// the view is not complete any more.
  private void assertLost(Ingest ingest) {
    await().untilAsserted(() -> assertThat(running.asOf(1).lostAt()).containsKey(partition));
    assertThat(running.asOf(1).completeSince(running.sources())).isEmpty();
    await().untilAsserted(() -> assertThat(ingest.state().lostAt()).containsKey(partition));
    assertThat(running.gaps()).containsOnly(partition);
  }

  private void expire(long before) throws Exception {
    running
        .kafka
        .client()
        .admin()
        .deleteRecords(
            Map.of(new TopicPartition(running.topic, 0), RecordsToDelete.beforeOffset(before)))
        .all()
        .get();
  }
}
