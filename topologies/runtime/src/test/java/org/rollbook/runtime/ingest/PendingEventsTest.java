package org.rollbook.runtime.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class PendingEventsTest {

  private static final TopicPartition WORDS = new TopicPartition("words", 0);
  private static final Instant NOW = Instant.parse("2026-08-20T12:00:00Z");

  private final PendingEvents pending = new PendingEvents(3, 1_000_000);

  @Test
  void shouldFindTheLowestPendingOffsetOfAPartition() {
    add(1, 20);
    add(2, 10);

    assertThat(pending.lowestOf(WORDS)).isEqualTo(OptionalLong.of(10));
    pending.takeAll(2);
    assertThat(pending.lowestOf(WORDS)).isEqualTo(OptionalLong.of(20));
    pending.takeAll(1);
    assertThat(pending.lowestOf(WORDS)).isEmpty();
  }

  @Test
  void shouldTakeOutOnlyWhatHasWaitedLongEnough() {
    pending.add(Messages.ofSchema(1, 10), 1, NOW);
    pending.add(Messages.ofSchema(1, 11), 1, NOW.plusSeconds(1));

    assertThat(pending.takeOlderThan(1, NOW))
        .extracting(ConsumerRecord::offset)
        .containsExactly(10L);
    assertThat(pending.size()).isEqualTo(1);
  }

  @Test
  void shouldRestartTheWaitingTimeOfAllMessages() {
    pending.add(Messages.ofSchema(1, 10), 1, NOW);

    pending.waitAnew(NOW.plusSeconds(9));

    assertThat(pending.takeOlderThan(1, NOW.plusSeconds(8))).isEmpty();
    assertThat(pending.takeOlderThan(1, NOW.plusSeconds(9))).hasSize(1);
  }

  @Test
  void shouldAskForEachSchemaInTurn() {
    add(1, 10);
    add(2, 11);

    assertThat(List.of(pending.nextSchema(), pending.nextSchema(), pending.nextSchema()))
        .containsExactly(OptionalInt.of(1), OptionalInt.of(2), OptionalInt.of(1));
  }

  @Test
  void shouldBeFullByNumberOrBySize() {
    add(1, 10);
    add(1, 11);
    assertThat(pending.isFull()).isFalse();
    add(1, 12);
    assertThat(pending.isFull()).isTrue();

    var small = new PendingEvents(100, 10);
    small.add(Messages.ofSchema(1, 10), 1, NOW);
    assertThat(small.isFull()).isTrue();
  }

  @Test
  void shouldForgetDroppedPartitions() {
    add(1, 10);
    pending.add(Messages.good("others", 0, 5, "word"), 1, NOW);

    pending.drop(List.of(WORDS));

    assertThat(pending.lowestOf(WORDS)).isEmpty();
    assertThat(pending.takeAll(1)).extracting(ConsumerRecord::topic).containsExactly("others");
    assertThat(pending.schemas()).isEmpty();
  }

  private void add(int schemaId, long offset) {
    pending.add(Messages.ofSchema(schemaId, offset), schemaId, NOW);
  }
}
