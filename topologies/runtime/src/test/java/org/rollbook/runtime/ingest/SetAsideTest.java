package org.rollbook.runtime.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class SetAsideTest {

  private static final TopicPartition WORDS = new TopicPartition("words", 0);
  private static final Instant NOW = Instant.parse("2026-08-20T12:00:00Z");

  private final SetAside setAside = new SetAside(3, 1_000_000);

  @Test
  void shouldTellTheLowestOffsetThatWaits() {
    add(1, 20);
    add(2, 10);

    assertThat(setAside.lowestOf(WORDS)).isEqualTo(OptionalLong.of(10));
    setAside.takeAll(2);
    assertThat(setAside.lowestOf(WORDS)).isEqualTo(OptionalLong.of(20));
    setAside.takeAll(1);
    assertThat(setAside.lowestOf(WORDS)).isEmpty();
  }

  @Test
  void shouldTakeOutOnlyWhatHasWaitedLongEnough() {
    setAside.add(Messages.ofSchema(1, 10), 1, NOW);
    setAside.add(Messages.ofSchema(1, 11), 1, NOW.plusSeconds(1));

    assertThat(setAside.takeOlderThan(1, NOW))
        .extracting(ConsumerRecord::offset)
        .containsExactly(10L);
    assertThat(setAside.size()).isEqualTo(1);
  }

  @Test
  void shouldLetAllWaitAnew() {
    setAside.add(Messages.ofSchema(1, 10), 1, NOW);

    setAside.waitAnew(NOW.plusSeconds(9));

    assertThat(setAside.takeOlderThan(1, NOW.plusSeconds(8))).isEmpty();
    assertThat(setAside.takeOlderThan(1, NOW.plusSeconds(9))).hasSize(1);
  }

  @Test
  void shouldGiveEachSchemaItsTurn() {
    add(1, 10);
    add(2, 11);

    assertThat(List.of(setAside.nextSchema(), setAside.nextSchema(), setAside.nextSchema()))
        .containsExactly(OptionalInt.of(1), OptionalInt.of(2), OptionalInt.of(1));
  }

  @Test
  void shouldBeFullByNumberOrBySize() {
    add(1, 10);
    add(1, 11);
    assertThat(setAside.isFull()).isFalse();
    add(1, 12);
    assertThat(setAside.isFull()).isTrue();

    var small = new SetAside(100, 10);
    small.add(Messages.ofSchema(1, 10), 1, NOW);
    assertThat(small.isFull()).isTrue();
  }

  @Test
  void shouldForgetPartitionsThatAreOthersNow() {
    add(1, 10);
    setAside.add(Messages.good("others", 0, 5, "word"), 1, NOW);

    setAside.drop(List.of(WORDS));

    assertThat(setAside.lowestOf(WORDS)).isEmpty();
    assertThat(setAside.takeAll(1)).extracting(ConsumerRecord::topic).containsExactly("others");
    assertThat(setAside.schemas()).isEmpty();
  }

  private void add(int schemaId, long offset) {
    setAside.add(Messages.ofSchema(schemaId, offset), schemaId, NOW);
  }
}
