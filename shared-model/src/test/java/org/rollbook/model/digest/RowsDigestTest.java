package org.rollbook.model.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.rollbook.model.avro.CodecConformance.assertConforms;

import java.io.IOException;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.rollbook.model.LearnerId;
import org.rollbook.model.avro.DecodeException;

final class RowsDigestTest {

  /// The hash was computed by `sha256sum`.
  @Example
  void shouldHashTheTextOfARow() {
    RowsDigest one = RowsDigest.NONE.with("7#edX/DemoX/2012_Fall#honor#1");

    assertThat(one.count()).isOne();
    assertThat(one.hex()).isEqualTo("831949d34394b820");
    assertThat(RowsDigest.NONE.hex()).isEqualTo("0000000000000000");
  }

  @Property
  void shouldNotDependOnTheOrderOfRows(
      @ForAll @Size(max = 6) List<String> some, @ForAll @Size(max = 6) List<String> others)
      throws IOException, DecodeException {
    RowsDigest all = of(some).and(of(others));

    assertThat(of(others).and(of(some))).isEqualTo(all);
    assertConforms(RowsDigest.CODEC, all);
    RowsDigest without = all;
    for (String text : some.reversed()) {
      without = without.without(text);
    }
    assertThat(without).isEqualTo(of(others));
  }

  private static RowsDigest of(List<String> texts) {
    RowsDigest digest = RowsDigest.NONE;
    for (String text : texts) {
      digest = digest.with(text);
    }
    return digest;
  }

  @Example
  void shouldRefuseToTakeAwayWhatIsNotThere() {
    assertThatIllegalArgumentException().isThrownBy(() -> RowsDigest.NONE.without("a"));
    assertThatIllegalArgumentException().isThrownBy(() -> RowsDigest.NONE.with("a").without("b"));
  }

  @Property
  void shouldHoldEachLearnerInOneBucket(@ForAll long learner, @ForAll byte factor) {
    long id = Math.max(1, learner & Long.MAX_VALUE);
    long size = LearnerBuckets.FINEST * Math.max(1, factor & 0xff);
    LearnerBuckets all = new LearnerBuckets(0, LearnerBuckets.END, size);

    assertThat(all.holding(LearnerBuckets.finestOf(new LearnerId(id)))).isEqualTo(id / size);
    assertThat(LearnerBuckets.finestOf(new LearnerId(id)))
        .isBetween(all.firstFinest(), all.lastFinest());
  }

  @Example
  void shouldRefuseBucketsThatCannotBe() {
    for (long[] wrong :
        new long[][] {
          {0, 64, 0},
          {0, 64, -64},
          {0, 96, 96},
          {1, 64, 64},
          {0, 65, 64},
          {-64, 0, 64},
          {128, 64, 64}
        }) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new LearnerBuckets(wrong[0], wrong[1], wrong[2]));
    }
  }
}
