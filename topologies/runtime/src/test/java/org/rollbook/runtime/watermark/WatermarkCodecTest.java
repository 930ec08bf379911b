package org.rollbook.runtime.watermark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.junit.jupiter.api.Test;

class WatermarkCodecTest {

  private static final SourceList SOURCES = new SourceList(Set.of("enrolled", "graded"));
  private static final SourcePartition P = new SourcePartition("enrolled", 0);
  private static final SourcePartition Q = new SourcePartition("enrolled", 1);
  private static final SourcePartition GONE = new SourcePartition("gone", 0);
  private static final Instant AT = Instant.parse("2026-08-20T12:34:56.789012Z");

  private static final Watermark WATERMARK =
      new Watermark(
          AT,
          Optional.of(SOURCES),
          true,
          Set.of(P, Q),
          Map.of(P, AT.minusSeconds(1)),
          Map.of(GONE, AT.minusSeconds(9)),
          Map.of("enrolled", "an-id"),
          Map.of(P, new ReadPosition("an-id", 7, 10, AT.minusSeconds(60), AT)));

  /// What the first release wrote for this watermark.
  private static final byte[] FIRST_WATERMARK =
      HexFormat.of()
          .parseHex(
              "01a898f0f5b7deac06010610656e726f6c6c6564000102a88ff6f4b7deac"
                  + "060010656e726f6c6c65640201000008676f6e6500000002a8c7a5edb7de"
                  + "ac0600");

  @Test
  void shouldReadTheWatermarkThatItWrote() {
    assertThat(
            WatermarkCodec.fromBytes(
                WatermarkCodec.toBytes(WATERMARK), WatermarkCodec.toHeader(WATERMARK)))
        .isEqualTo(WATERMARK);
  }

  /// So that an instance of that release can read it.
  @Test
  void shouldWriteTheValueAsTheFirstReleaseDid() {
    assertThat(WatermarkCodec.toBytes(WATERMARK)).isEqualTo(FIRST_WATERMARK);
  }

  @Test
  void shouldReadAWatermarkOfTheFirstRelease() {
    Watermark first = WatermarkCodec.fromBytes(FIRST_WATERMARK, null);

    assertThat(first.sources()).isEmpty();
    assertThat(first.readUpTo()).isEqualTo(WATERMARK.readUpTo());
    assertThat(first.lostAt()).isEqualTo(WATERMARK.lostAt());
  }

  /// Running instances read it by position: a change needs another format byte, and an earlier
  /// release that reads both.
  @Test
  void shouldWriteTheSchemasThatRunningInstancesRead() {
    assertThat(HexFormat.of().formatHex(WatermarkCodec.toHeader(WATERMARK)))
        .isEqualTo(
            "01a898f0f5b7deac060410656e726f6c6c65640c677261646564000210656e726f6c6c6564"
                + "0a616e2d6964000210656e726f6c6c6564000a616e2d69640e14a8fcd3bcb7deac060000");
    assertThat(HexFormat.of().formatHex(AsOfCodec.toBytes(AsOf.NONE.receive(WATERMARK, AT))))
        .isEqualTo(
            "01020410656e726f6c6c65640c6772616465640002a898f0f5b7deac060410656e726f6c6c"
                + "65640010656e726f6c6c65640200000102a898f0f5b7deac06000410656e726f6c6c656400"
                + "0002a88ff6f4b7deac060008676f6e6500000002a8c7a5edb7deac06000000");
  }

  /// A later release puts its additions where this one does not look.
  @Test
  void shouldReadAWatermarkOfALaterRelease() {
    byte[] header = WatermarkCodec.toHeader(WATERMARK);
    byte[] longer = new byte[header.length + 3];
    System.arraycopy(header, 0, longer, 0, header.length);
    longer[header.length - 1] = 6;

    assertThat(WatermarkCodec.fromBytes(WatermarkCodec.toBytes(WATERMARK), longer))
        .isEqualTo(WATERMARK);
  }

  @Test
  void shouldReadTheAsOfThatItWrote() {
    AsOf event = AsOf.NONE.receive(WATERMARK, AT);
    AsOf lacking = event.withUnmergeableSince(Optional.of(AT));
    AsOf compared = event.receive(new CompletedPass(AT, AT.minusSeconds(600), AT.plusSeconds(1)));
    for (AsOf asOf : new AsOf[] {AsOf.NONE, event, lacking, compared}) {
      assertThat(AsOfCodec.fromBytes(AsOfCodec.toBytes(asOf))).isEqualTo(asOf);
    }
  }

  @Test
  void shouldKeepWhatALaterReleaseHasAddedToAnAsOf() {
    AsOf event = AsOf.NONE.receive(WATERMARK, AT);
    var later =
        new AsOf(
            event.coverages(),
            event.readUpTo(),
            event.lostAt(),
            event.unmergeableSince(),
            event.passes(),
            ByteBuffer.wrap(new byte[] {1, 2, 3}));

    AsOf read = AsOfCodec.fromBytes(AsOfCodec.toBytes(later));

    assertThat(read.withUnmergeableSince(Optional.of(AT)).receive(WATERMARK, AT).later())
        .isEqualTo(later.later());
  }

  /// Its times may be of a clock that was an hour ahead, and it does not name its topics.
  @Test
  void shouldTakeOnlyLossesFromAnAsOfOfTheFirstRelease() {
    AsOf event = AsOf.NONE.receive(WATERMARK, AT);

    AsOf first = FirstAsOfCodec.fromBytes(FirstAsOfCodec.toBytes(event));

    assertThat(first).isEqualTo(AsOf.NONE.withLossesOf(event));
  }

  @Test
  void shouldWriteAvroOfItsSchemas() throws Exception {
    byte[] bytes = AsOfCodec.toBytes(AsOf.NONE.receive(WATERMARK, AT));
    var reader = new GenericDatumReader<GenericRecord>(AsOfCodec.CODEC.schema());

    GenericRecord row =
        reader.read(null, DecoderFactory.get().binaryDecoder(bytes, 1, bytes.length - 1, null));

    assertThat(row.get("coverages").toString()).contains("graded");
  }

  @Test
  void shouldRefuseOtherBytes() {
    assertThatThrownBy(() -> WatermarkCodec.fromBytes(new byte[] {9, 9}, null))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> WatermarkCodec.fromBytes(WatermarkCodec.toBytes(WATERMARK), new byte[] {9, 9}))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> AsOfCodec.fromBytes(new byte[] {9, 9}))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldRefuseAClaimAboutTheFutureOrTheUnlisted() {
    assertThatThrownBy(
            () ->
                new Watermark(AT, SOURCES, true, Set.of(P), Map.of(P, AT.plusSeconds(1)), Map.of()))
        .hasMessageContaining("enrolled-0");
    assertThatThrownBy(() -> new Watermark(AT, SOURCES, true, Set.of(P), Map.of(Q, AT), Map.of()))
        .hasMessageContaining("enrolled-1");
  }
}
