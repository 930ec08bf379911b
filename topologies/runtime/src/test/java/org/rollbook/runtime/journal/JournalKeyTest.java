package org.rollbook.runtime.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;

class JournalKeyTest {

  @Property
  void shouldSplitIntoTheViewKeyAndTheEventId(
      @ForAll byte[] viewKey, @ForAll @NotEmpty @CharRange(from = 1, to = 0x2FFF) String eventId) {
    byte[] key = JournalKey.of(viewKey, eventId);

    assertThat(JournalKey.viewKeyOf(key)).isEqualTo(viewKey);
    assertThat(JournalKey.eventIdOf(key)).isEqualTo(eventId);
  }

  @Test
  void shouldRefuseAnEventIdThatItCannotHold() {
    assertThatThrownBy(() -> JournalKey.of(new byte[8], "e".repeat(65_536)))
        .hasMessageContaining("65536");
  }

  @Test
  void shouldRefuseWhatIsNoKey() {
    assertThatThrownBy(() -> JournalKey.viewKeyOf(new byte[] {1, 2, 0, 9}))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> JournalKey.viewKeyOf(new byte[] {1}))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
