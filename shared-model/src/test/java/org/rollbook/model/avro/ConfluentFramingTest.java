package org.rollbook.model.avro;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Optional;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

final class ConfluentFramingTest {

  @Property
  void shouldParseWhatItFramed(@ForAll int schemaId, @ForAll byte[] avro) {
    assertThat(ConfluentFraming.parse(ConfluentFraming.framed(schemaId, avro)))
        .contains(new ConfluentFraming.Framed(schemaId, ByteBuffer.wrap(avro)));
  }

  @Example
  void shouldReadTheProducersFrame() {
    byte[] key = HexFormat.of().parseHex("00000003eb3e636f75727365");

    assertThat(ConfluentFraming.parse(key).map(ConfluentFraming.Framed::schemaId)).contains(1003);
  }

  @Example
  void shouldFindNoFrameInOtherBytes() {
    assertThat(ConfluentFraming.parse(null)).isEmpty();
    assertThat(ConfluentFraming.parse(new byte[0])).isEmpty();
    assertThat(ConfluentFraming.parse(new byte[4])).isEmpty();
    assertThat(ConfluentFraming.parse(new byte[] {1, 0, 0, 0, 1, 2})).isEmpty();
  }

  @Example
  void shouldFindAnEmptyPayload() {
    assertThat(ConfluentFraming.parse(new byte[5]).map(framed -> framed.avro().remaining()))
        .isEqualTo(Optional.of(0));
  }
}
