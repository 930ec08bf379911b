package org.rollbook.runtime.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rollbook.model.topic.KeyBytes;
import org.rollbook.runtime.watermark.AsOf;
import org.rollbook.runtime.watermark.SourceList;
import org.rollbook.runtime.watermark.SourcePartition;
import org.rollbook.runtime.watermark.WatermarkKeys;

/// Source topics that are deleted, created, and added to the settings; and clocks that are wrong.
class SourceChangesIT {

  private final Running running = new Running().inAHurry();
  private final SourcePartition partition = new SourcePartition(running.topic, 0);

  @AfterEach
  void stop() {
    running.stop();
  }

  /// 10,000 events, and within a second the topic is deleted.
  @Test
  void shouldReportALossWhenATopicWasDeletedRightAfterTheLastPublication() throws Exception {
    running.kafka.client().createTopic(running.topic, 1);
    running.started("one");
    running.send("first", "apple");
    awaitComplete();

    running.kafka.client().send(messages(running.topic, 10_000));
    delete(running.topic);

    assertLost();
  }

  @Test
  void shouldReportALossWhenATopicWasDeletedWhileNoMemberRan() throws Exception {
    running.kafka.client().createTopic(running.topic, 1);
    Ingest before = running.started("one");
    running.send("first", "apple");
    awaitComplete();
    Running.stop(before);
    running.send("second", "lost");
    delete(running.topic);
    running.kafka.client().createTopic(running.topic, 1);
    running.send("third", "pear");

    running.started("another");

    assertLost();
    await().untilAsserted(() -> assertThat(running.words()).containsExactly("apple", "pear"));
  }

  @Test
  void shouldReportNoLossWhenAQuietTopicThatWasReadIsDeleted() throws Exception {
    running.kafka.client().createTopic(running.topic, 1);
    running.kafka.client().createTopic(running.secondTopic, 1);
    running.started("one");
    running.send("first", "apple");
    awaitComplete();
    Instant read = Instant.now();
    awaitAsOfAfter(read.plusSeconds(3));

    delete(running.topic);

    await().until(() -> running.lastWatermark(0).filter(w -> w.topicIds().size() == 1).isPresent());
    awaitAsOfAfter(Instant.now());
    assertThat(running.completeSince()).isPresent();
  }

  /// An operator adds a topic that is full.
  @Test
  void shouldCoverAnAddedTopicOnlyWhenItWasRead() {
    running.kafka.client().createTopic(running.topic, 1);
    running.kafka.client().createTopic(running.secondTopic, 1);
    running.kafka.client().send(messages(running.secondTopic, 20_000));
    var first = new SourceList(Set.of(running.topic));
    running.started(running.settings("one", List.of(running.topic)), Clock.systemUTC());
    await().until(() -> running.asOf().completeSince(first).isPresent());
    assertThat(running.coverage().asOf()).isEmpty();

    running.started(
        running.settings("two", List.of(running.topic, running.secondTopic)), Clock.systemUTC());

    await().until(() -> running.coverage().asOf().isPresent());
    for (int journal = 0; journal < Running.PARTITIONS; journal++) {
      assertNothingUnreadIsCovered(journal);
    }
  }

  /// A reader of a journal partition finds no as-of before the last event of the added topic.
  private void assertNothingUnreadIsCovered(int journal) {
    long lastEvent = -1;
    Optional<Long> firstAsOf = Optional.empty();
    AsOf asOf = AsOf.NONE;
    for (var message : running.kafka.client().records(running.journal)) {
      if (message.partition() != journal) {
        continue;
      }
      if (WatermarkKeys.holdsWatermark(message.key())) {
        asOf = asOf.receive(Running.watermark(message), Instant.ofEpochMilli(message.timestamp()));
        if (firstAsOf.isEmpty() && asOf.coverage(running.sources()).asOf().isPresent()) {
          firstAsOf = Optional.of(message.offset());
        }
      } else if (!KeyBytes.isReserved(message.key())) {
        lastEvent = message.offset();
      }
    }
    assertThat(firstAsOf).hasValueSatisfying(offset -> assertThat(offset).isPositive());
    assertThat(firstAsOf.orElseThrow()).isGreaterThan(lastEvent);
  }

  @Test
  void shouldNotBeCompleteInATopicThatIsCompacted() {
    running.kafka.client().createTopic(running.topic, 1, Map.of("cleanup.policy", "compact"));

    running.started("one");

    assertLost();
  }

  /// A prefix with a typo.
  @Test
  void shouldNotBeCompleteBeforeASourceTopicExists() {
    running.started("one");
    await().until(() -> running.coverage().asOf().isPresent());
    assertThat(running.completeSince()).isEmpty();

    running.kafka.client().createTopic(running.topic, 1);
    awaitComplete();
  }

  @Test
  void shouldClaimTheBrokersTimeWithAClockThatIsAnHourAhead() {
    claimTheBrokersTimeWith(Duration.ofHours(1));
  }

  /// It rejects no event as one from the future either.
  @Test
  void shouldClaimTheBrokersTimeWithAClockThatIsAnHourBehind() {
    claimTheBrokersTimeWith(Duration.ofHours(-1));
  }

  private void claimTheBrokersTimeWith(Duration offset) {
    running.kafka.client().createTopic(running.topic, 1);
    running.started(running.settings("one"), Clock.offset(Clock.systemUTC(), offset));
    Instant now = Instant.now();
    running.kafka.client().send(Words.messageAt(running.topic, "apple", now));

    awaitAsOfAfter(now);
    assertThat(running.watermarks(0))
        .allSatisfy(watermark -> assertThat(watermark.at()).isBeforeOrEqualTo(Instant.now()));
    assertThat(running.words()).containsExactly("apple");
    assertThat(running.letters()).isEmpty();
  }

  private void awaitComplete() {
    await().until(() -> !running.words().isEmpty() || running.completeSince().isPresent());
    await().until(() -> running.completeSince().isPresent());
  }

  private void awaitAsOfAfter(Instant time) {
    await()
        .untilAsserted(
            () ->
                assertThat(running.coverage().asOf())
                    .hasValueSatisfying(asOf -> assertThat(asOf).isAfter(time)));
  }

  private void assertLost() {
    await().untilAsserted(() -> assertThat(running.asOf().lostAt()).containsOnlyKeys(partition));
    assertThat(running.completeSince()).isEmpty();
    assertThat(running.gaps()).containsOnly(partition);
  }

  private void delete(String topic) throws Exception {
    running.kafka.client().admin().deleteTopics(List.of(topic)).all().get();
    await().until(() -> !new HashSet<>(running.kafka.client().topics()).contains(topic));
  }

  private static List<ProducerRecord<byte[], byte[]>> messages(String topic, int count) {
    return IntStream.range(0, count)
        .mapToObj(n -> Words.message(topic, "id-" + n, (char) ('a' + n % 26) + "-" + n))
        .toList();
  }
}
