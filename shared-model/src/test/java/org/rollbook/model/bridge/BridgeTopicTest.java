package org.rollbook.model.bridge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BridgeTopicTest {

  private static final StreamProgress NEW = StreamProgress.unread("prod-learning");

  private static final StreamProgress READ =
      new StreamProgress(
          "prod-learning",
          Optional.of(
              new StreamPosition(new EntryId(1_795_973_586_109L, 3), 40, 50, new EntryId(-1, -1))),
          Optional.of(Instant.parse("2026-11-30T12:00:00.123456Z")),
          Optional.of(Instant.parse("2026-11-29T12:00:00Z")),
          7);

  @Test
  void shouldReadWhatItWrites() {
    assertThat(again(NEW)).contains(NEW);
    assertThat(again(READ)).contains(READ);
  }

  private static Optional<StreamProgress> again(StreamProgress progress) {
    return BridgeTopic.read(BridgeTopic.key(progress.stream()), BridgeTopic.value(progress));
  }

  /// A time that is rounded up would claim what was not read.
  @Test
  void shouldRoundTimesDown() {
    StreamProgress read = NEW.readUpTo(Instant.parse("2026-11-30T12:00:00.123456999Z"));

    assertThat(again(read).flatMap(StreamProgress::readUpTo))
        .contains(Instant.parse("2026-11-30T12:00:00.123456Z"));
  }

  @Test
  void shouldPassOverWhatIsNotOurs() {
    for (String value :
        List.of(
            "",
            "{",
            "[]",
            "null",
            "{}",
            "{\"lost\": 0, \"read_up_to\": \"yesterday\"}",
            "{\"lost\": 0, \"position\": {\"id\": \"1\"}}",
            "{\"lost\": 0, \"position\": {\"id\": \"1-1\"}}")) {
      assertThat(BridgeTopic.read("prod-learning".getBytes(UTF_8), value.getBytes(UTF_8)))
          .as(value)
          .isEmpty();
    }
  }

  @Test
  void shouldPassOverTombstones() {
    assertThat(BridgeTopic.read("prod-learning".getBytes(UTF_8), null)).isEmpty();
    assertThat(BridgeTopic.read(null, BridgeTopic.value(NEW))).isEmpty();
  }

  @Test
  void shouldOrderIdsAsRedisDoes() {
    EntryId newest = EntryId.parse("18446744073709551615-18446744073709551615").orElseThrow();

    assertThat(newest).isGreaterThan(new EntryId(Long.MAX_VALUE, 0));
    assertThat(newest).hasToString("18446744073709551615-18446744073709551615");
    assertThat(new EntryId(5, 1)).isGreaterThan(new EntryId(5, 0)).isLessThan(new EntryId(6, 0));
    assertThat(EntryId.parse("5")).isEmpty();
    assertThat(EntryId.parse("5-99999999999999999999")).isEmpty();
  }
}
