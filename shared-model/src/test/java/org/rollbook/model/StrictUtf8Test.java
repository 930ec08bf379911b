package org.rollbook.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.CharacterCodingException;
import org.junit.jupiter.api.Test;

final class StrictUtf8Test {

  @Test
  void shouldDecodeText() throws CharacterCodingException {
    assertThat(StrictUtf8.decode("Zoë 𝄞".getBytes(UTF_8))).isEqualTo("Zoë 𝄞");
  }

  @Test
  void shouldKeepAReplacementCharacterThatWasSent() throws CharacterCodingException {
    assertThat(StrictUtf8.decode("a\uFFFDb".getBytes(UTF_8))).isEqualTo("a\uFFFDb");
  }

  @Test
  void shouldRefuseBytesThatAreNotUtf8() {
    byte[] broken = {'a', (byte) 0xff, 'b'};

    assertThatThrownBy(() -> StrictUtf8.decode(broken))
        .isInstanceOf(CharacterCodingException.class);
  }

  @Test
  void shouldRefuseACharacterCutInTwo() {
    byte[] half = {(byte) 0xc3};

    assertThatThrownBy(() -> StrictUtf8.decode(half)).isInstanceOf(CharacterCodingException.class);
  }
}
