package org.rollbook.runtime.watermark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.junit.jupiter.api.Test;
import org.rollbook.model.avro.AvroBytes;
import org.rollbook.model.avro.AvroCodec;

class WatermarkCodecTest {

  private static final SourcePartition P = new SourcePartition("enrolled", 0);
  private static final SourcePartition Q = new SourcePartition("enrolled", 1);
  private static final SourcePartition GONE = new SourcePartition("gone", 0);
  private static final Instant AT = Instant.parse("2026-08-20T12:34:56.789012Z");

  private static final Watermark WATERMARK =
      new Watermark(
          AT, true, Set.of(P, Q), Map.of(P, AT.minusSeconds(1)), Map.of(GONE, AT.minusSeconds(9)));

  @Test
  void shouldReadTheWatermarkThatItWrote() {
    assertThat(WatermarkCodec.fromBytes(WatermarkCodec.toBytes(WATERMARK))).isEqualTo(WATERMARK);
  }

  @Test
  void shouldReadTheAsOfThatItWrote() throws Exception {
    AsOf heard = AsOf.NONE.hear(WATERMARK);
    AsOf lacking = heard.withUnmergeableSince(Optional.of(AT));
    for (AsOf asOf : new AsOf[] {AsOf.NONE, heard, lacking}) {
      var codec = new AsOfCodec();
      assertThat(AvroBytes.fromPlain(codec, AvroBytes.plain(codec, asOf))).isEqualTo(asOf);
    }
  }

  @Test
  void shouldWriteAnAsOfThatLacksNothingAsEarlierReleasesDid() {
    var codec = new AsOfCodec();
    AsOf heard = AsOf.NONE.hear(WATERMARK);
    AsOf merged =
        heard.withUnmergeableSince(Optional.of(AT)).withUnmergeableSince(Optional.empty());

    assertThat(AvroBytes.plain(codec, merged)).isEqualTo(AvroBytes.plain(codec, heard));
  }

  @Test
  void shouldWriteWhatItsSchemasSay() throws Exception {
    assertThat(asDescribed(new AsOfCodec(), AsOf.NONE.hear(WATERMARK)).get("declared"))
        .isEqualTo(true);
  }

  @Test
  void shouldRefuseOtherBytes() {
    assertThatThrownBy(() -> WatermarkCodec.fromBytes(new byte[] {9, 9}))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldRefuseAClaimAboutTheFutureOrTheUnlisted() {
    assertThatThrownBy(
            () -> new Watermark(AT, true, Set.of(P), Map.of(P, AT.plusSeconds(1)), Map.of()))
        .hasMessageContaining("enrolled-0");
    assertThatThrownBy(() -> new Watermark(AT, true, Set.of(P), Map.of(Q, AT), Map.of()))
        .hasMessageContaining("enrolled-1");
  }

  private static <T> GenericRecord asDescribed(AvroCodec<T> codec, T value) throws Exception {
    var reader = new GenericDatumReader<GenericRecord>(codec.schema());
    byte[] bytes = AvroBytes.plain(codec, value);
    return reader.read(null, DecoderFactory.get().binaryDecoder(bytes, null));
  }
}
