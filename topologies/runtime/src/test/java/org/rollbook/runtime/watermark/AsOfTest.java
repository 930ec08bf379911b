package org.rollbook.runtime.watermark;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AsOfTest {

  private static final SourcePartition P = new SourcePartition("enrolled", 0);
  private static final SourcePartition Q = new SourcePartition("enrolled", 1);

  @Test
  void shouldBeTheLeastOfWhatAllPartitionsAreReadUpTo() {
    AsOf asOf =
        AsOf.NONE
            .hear(watermark(10, Set.of(P, Q), Map.of(P, second(10))))
            .hear(watermark(11, Set.of(P, Q), Map.of(Q, second(8))));

    assertThat(asOf.asOf()).contains(second(8));
  }

  @Test
  void shouldStayWhereItWasWhenAPartitionAppearsThatNobodyHasRead() {
    AsOf before = AsOf.NONE.hear(watermark(10, Set.of(P), Map.of(P, second(10))));

    AsOf after = before.hear(watermark(11, Set.of(P, Q), Map.of(P, second(11))));

    assertThat(after.asOf()).contains(second(10));
  }

  @Test
  void shouldAdvanceWithoutAnySourcePartition() {
    AsOf asOf = AsOf.NONE.hear(watermark(10, Set.of(), Map.of()));

    assertThat(asOf.asOf()).contains(second(10));
  }

  @Test
  void shouldNotListenToAnOldListForWhatThereIs() {
    AsOf asOf =
        AsOf.NONE
            .hear(watermark(11, Set.of(P, Q), Map.of(P, second(11))))
            .hear(watermark(10, Set.of(P), Map.of(P, second(10))));

    assertThat(asOf.asOf()).isEmpty();
  }

  @Test
  void shouldBeCompleteSinceTheFirstDeclaration() {
    AsOf asOf = AsOf.NONE.hear(declared(10)).hear(declared(11));

    assertThat(asOf.completeSince()).contains(second(10));
  }

  @Test
  void shouldNotBeCompleteOnceTheNewestWatermarkDeclaresItNoMore() {
    AsOf asOf = AsOf.NONE.hear(declared(10)).hear(watermark(11, Set.of(), Map.of()));

    assertThat(asOf.completeSince()).isEmpty();
  }

  @Test
  void shouldNeverBeCompleteAgainAfterALoss() {
    var loss = new Watermark(second(11), true, Set.of(P), Map.of(), Map.of(P, second(11)));

    AsOf asOf = AsOf.NONE.hear(declared(10)).hear(loss).hear(declared(12));

    assertThat(asOf.completeSince()).isEmpty();
    assertThat(asOf.lostAt()).containsEntry(P, second(11));
  }

  @Test
  void shouldNotBeCompleteWhileAnEventCouldNotBeMerged() {
    AsOf lacking =
        AsOf.NONE
            .hear(declared(10))
            .withUnmergeableSince(Optional.of(second(11)))
            .hear(declared(12));

    assertThat(lacking.completeSince()).isEmpty();
    assertThat(lacking.withUnmergeableSince(Optional.empty()).completeSince()).contains(second(10));
  }

  private static Watermark declared(int at) {
    return new Watermark(second(at), true, Set.of(), Map.of(), Map.of());
  }

  private static Watermark watermark(
      int at, Set<SourcePartition> partitions, Map<SourcePartition, Instant> readUpTo) {
    return new Watermark(second(at), false, partitions, readUpTo, Map.of());
  }

  private static Instant second(int second) {
    return Instant.ofEpochSecond(second);
  }
}
