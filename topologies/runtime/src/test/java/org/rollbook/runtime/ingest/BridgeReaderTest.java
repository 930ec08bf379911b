package org.rollbook.runtime.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.rollbook.model.bridge.BridgeTopic;
import org.rollbook.model.bridge.StreamProgress;

class BridgeReaderTest {

  private static final String TOPIC = "prod-bridge";
  private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);
  private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");
  private static final StreamProgress WORDS = StreamProgress.unread("words");
  private static final StreamProgress OTHER = StreamProgress.unread("other");

  private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none");
  private long end;

  @Test
  void shouldNotLimitASiteWithoutABridge() {
    BridgeReader reader = reader(false);
    reader.catchUp();

    assertThat(reader.limit(NOW)).contains(NOW);
    assertThat(reader.lostAt()).isEmpty();
  }

  /// An operator has stated that there is one, and it has not published yet.
  @Test
  void shouldAllowNothingBeforeARequiredBridgeHasPublished() {
    BridgeReader reader = reader(true);
    reader.catchUp();
    assertThat(reader.limit(NOW)).isEmpty();

    write(WORDS.readUpTo(NOW.minusSeconds(3)));
    reader.catchUp();
    assertThat(reader.limit(NOW)).isEmpty();

    write(OTHER.readUpTo(NOW.minusSeconds(5)));
    reader.catchUp();
    assertThat(reader.limit(NOW)).contains(NOW.minusSeconds(5));
    assertThat(reader.limit(NOW.minusSeconds(9))).contains(NOW.minusSeconds(9));
  }

  /// From its first record on, which it writes before it publishes anything.
  @Test
  void shouldNotLimitByStreamsThatNobodyBridges() {
    BridgeReader reader = reader(false);
    reader.catchUp();
    write(WORDS);
    reader.catchUp();
    assertThat(reader.limit(NOW)).isEmpty();

    write(WORDS.readUpTo(NOW.minusSeconds(3)));
    write(StreamProgress.unread("not-read-here"));
    reader.catchUp();
    assertThat(reader.limit(NOW)).contains(NOW.minusSeconds(3));
  }

  @Test
  void shouldAllowNothingBeforeItHasReadWhatWasThere() {
    var first = record(WORDS.readUpTo(NOW));
    BridgeReader reader = reader(false);
    consumer.updateEndOffsets(Map.of(PARTITION, 2L));
    reader.catchUp();
    consumer.addRecord(first);
    reader.catchUp();
    assertThat(reader.limit(NOW)).isEmpty();

    write(WORDS.readUpTo(NOW.minusSeconds(1)));
    reader.catchUp();
    assertThat(reader.limit(NOW)).contains(NOW.minusSeconds(1));
  }

  /// An instance of the bridge that was replaced writes once more; or a clock was wrong.
  @Test
  void shouldBelieveWhatWasWrittenLast() {
    BridgeReader reader = reader(false);
    reader.catchUp();
    write(WORDS.readUpTo(NOW.minusSeconds(3)).losing(7, NOW.minusSeconds(60)));
    write(WORDS.readUpTo(NOW.minusSeconds(8)));
    reader.catchUp();

    assertThat(reader.limit(NOW)).contains(NOW.minusSeconds(8));
    assertThat(reader.lostAt()).containsExactly(Map.entry("words", NOW.minusSeconds(60)));
  }

  @Test
  void shouldBeginAnewWhereTheTopicWasMadeAnew() {
    BridgeReader reader = reader(false);
    reader.catchUp();
    write(WORDS.readUpTo(NOW.minusSeconds(3)));
    reader.catchUp();
    consumer.setPollException(new OffsetOutOfRangeException(Map.of(PARTITION, 1L)));
    reader.catchUp();
    assertThat(reader.trouble()).isPresent();

    reader.catchUp();
    assertThat(reader.trouble()).isEmpty();
    assertThat(reader.limit(NOW)).contains(NOW.minusSeconds(3));
  }

  @Test
  void shouldPassOverWhatIsNotOurs() {
    BridgeReader reader = reader(false);
    reader.catchUp();
    consumer.addRecord(
        new ConsumerRecord<>(
            TOPIC, 0, end++, "words".getBytes(StandardCharsets.UTF_8), new byte[] {'{'}));
    reader.catchUp();

    assertThat(reader.limit(NOW)).contains(NOW);
  }

  @Test
  void shouldWaitWhileTheTopicCannotBeRead() {
    BridgeReader reader = reader(false);
    consumer.setPollException(new KafkaException("not now"));
    reader.catchUp();
    assertThat(reader.limit(NOW)).isEmpty();

    reader.catchUp();
    assertThat(reader.limit(NOW)).contains(NOW);
  }

  private BridgeReader reader(boolean required) {
    for (int partition = 0; partition < BridgeTopic.PARTITIONS; partition++) {
      var empty = new TopicPartition(TOPIC, partition);
      consumer.updateBeginningOffsets(Map.of(empty, 0L));
      consumer.updateEndOffsets(Map.of(empty, 0L));
    }
    return new BridgeReader(consumer, TOPIC, List.of("words", "other"), required);
  }

  private void write(StreamProgress progress) {
    consumer.addRecord(record(progress));
  }

  private ConsumerRecord<byte[], byte[]> record(StreamProgress progress) {
    return new ConsumerRecord<>(
        TOPIC, 0, end++, BridgeTopic.key(progress.stream()), BridgeTopic.value(progress));
  }
}
