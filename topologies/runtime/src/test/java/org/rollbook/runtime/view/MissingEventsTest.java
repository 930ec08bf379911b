package org.rollbook.runtime.view;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.rollbook.model.avro.AvroBytes;

class MissingEventsTest {

  private static final Instant NOON = Instant.parse("2026-08-20T12:00:00Z");

  @Test
  void shouldBeMissingSinceTheFirst() {
    MissingEvents missing =
        MissingEvents.NONE.with(key(1), NOON).with(key(2), NOON.plusSeconds(1)).without(key(1));

    assertThat(missing.since()).contains(NOON);
    assertThat(missing.contains(key(2))).isTrue();
    assertThat(missing.without(key(2))).isEqualTo(MissingEvents.NONE);
  }

  @Test
  void shouldStayMissingWhenThereWereTooManyToRemember() {
    MissingEvents missing = MissingEvents.NONE;
    for (int i = 0; i <= MissingEvents.MOST; i++) {
      missing = missing.with(key(i), NOON);
    }
    assertThat(AvroBytes.plain(MissingEvents.CODEC, missing)).hasSizeLessThan(32 << 10);

    for (int i = 0; i <= MissingEvents.MOST; i++) {
      missing = missing.without(key(i));
    }

    assertThat(missing.since()).contains(NOON);
  }

  @Test
  void shouldReadWhatItWrote() throws Exception {
    MissingEvents missing = MissingEvents.NONE.with(key(1), NOON).with(key(2), NOON);

    assertThat(
            AvroBytes.fromPlain(MissingEvents.CODEC, AvroBytes.plain(MissingEvents.CODEC, missing)))
        .isEqualTo(missing);
    assertThat(
            AvroBytes.fromPlain(
                MissingEvents.CODEC, AvroBytes.plain(MissingEvents.CODEC, MissingEvents.NONE)))
        .isEqualTo(MissingEvents.NONE);
  }

  private static byte[] key(int number) {
    return ("key " + number).getBytes(UTF_8);
  }
}
