package org.rollbook.runtime.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rollbook.model.avro.SchemaLookup;
import org.rollbook.model.topic.KeyBytes;
import org.rollbook.runtime.watermark.AsOf;
import org.rollbook.runtime.watermark.WatermarkKeys;

/// A reader that has reached an as-of time in a journal partition has read there every event that a
/// source topic held before that time: while events arrive without a pause, and members, partitions
/// and topics come and go.
class AsOfTruthIT {

  private final Running running = new Running().inAHurry();

  /// When the broker had surely taken an event, by the event's word.
  private final Map<String, Instant> taken = new ConcurrentHashMap<>();

  private final AtomicInteger number = new AtomicInteger();
  private final AtomicBoolean publishing = new AtomicBoolean(true);
  private final AtomicInteger partitions = new AtomicInteger(2);
  private final AtomicBoolean secondTopic = new AtomicBoolean();
  private final Thread publisher = Thread.ofPlatform().unstarted(this::publish);

  @BeforeEach
  void start() {
    running.kafka.client().createTopic(running.topic, 2);
    publisher.start();
  }

  @AfterEach
  void stop() throws Exception {
    publishing.set(false);
    publisher.join();
    running.stop();
  }

  @Test
  void shouldNeverBeLaterThanWhatIsJournaled() throws Exception {
    Ingest one = running.started("one");
    Ingest two = running.started("two");
    await()
        .until(() -> one.state().partitions().size() == 1 && two.state().partitions().size() == 1);
    awaitAsOfAfterNow();

    running.registry.answer(new SchemaLookup.Unreachable("drill"));
    await().until(() -> isPaused(one) && isPaused(two));
    addPartition();
    running.kafka.client().createTopic(running.secondTopic, 1);
    secondTopic.set(true);
    running.registry.answerAgain();
    awaitAsOfAfterNow();

    Running.stop(two);
    awaitAsOfAfterNow();
    running.started("two again");
    awaitAsOfAfterNow();
    publishing.set(false);
    publisher.join();
    awaitAsOfAfterNow();

    assertThat(running.words()).hasSameSizeAs(taken.keySet());
    for (int partition = 0; partition < Running.PARTITIONS; partition++) {
      assertTrue(partition);
    }
  }

  /// Goes through a partition as a view does, and checks at each as-of that nothing was missing.
  private void assertTrue(int partition) {
    Map<String, Long> journaled = new HashMap<>();
    List<ConsumerRecord<byte[], byte[]>> messages =
        running.kafka.client().records(running.journal).stream()
            .filter(message -> message.partition() == partition)
            .toList();
    for (var message : messages) {
      if (!KeyBytes.isReserved(message.key())) {
        String word = Words.JOURNAL.values().fromBytes(message.value()).payload();
        journaled.putIfAbsent(word, message.offset());
      }
    }
    AsOf asOf = AsOf.NONE;
    for (var message : messages) {
      if (WatermarkKeys.holdsWatermark(message.key())) {
        asOf = asOf.receive(Running.watermark(message), Instant.ofEpochMilli(message.timestamp()));
        assertNothingMissing(
            asOf.coverage(running.sources()).asOf().orElse(Instant.MIN),
            message.offset(),
            journaled);
      }
    }
  }

  private void assertNothingMissing(Instant asOf, long offset, Map<String, Long> journaled) {
    assertThat(journaled.entrySet())
        .filteredOn(word -> word.getValue() > offset)
        .allSatisfy(word -> assertThat(taken.get(word.getKey())).isAfterOrEqualTo(asOf));
  }

  private static boolean isPaused(Ingest member) {
    return member.state().activity() instanceof IngestState.Activity.Paused;
  }

  private void awaitAsOfAfterNow() {
    Instant now = Instant.now();
    await()
        .untilAsserted(
            () ->
                assertThat(running.coverage().asOf())
                    .hasValueSatisfying(asOf -> assertThat(asOf).isAfter(now)));
  }

  private void addPartition() throws Exception {
    running
        .kafka
        .client()
        .admin()
        .createPartitions(Map.of(running.topic, NewPartitions.increaseTo(3)))
        .all()
        .get();
    partitions.set(3);
  }

  /// Publishes to whatever topics exist, one event after the other, as fast as the broker takes
  /// them.
  private void publish() {
    while (publishing.get()) {
      int n = number.incrementAndGet();
      // The first letter decides on the journal's partition.
      String word = (char) ('a' + n % 26) + "-" + n;
      var message =
          n % 4 == 0 && secondTopic.get()
              ? Words.message(running.secondTopic, word, word)
              : Words.message(running.topic, word, word);
      int partition = message.topic().equals(running.topic) ? n % partitions.get() : 0;
      running.kafka.client().send(Words.to(partition, message));
      taken.put(word, Instant.now());
    }
  }
}
