package org.rollbook.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Checks that a lock contains what a real topology does, even if a change of the code changes no
/// name.
class LockOfTopologyTest {

  private static final Lock COMMITTED = lockOf(new Words());

  @Test
  void shouldBeTheSameEachTime() {
    assertThat(lockOf(new Words())).isEqualTo(COMMITTED);
    assertThat(Lock.parse(COMMITTED.lines())).isEqualTo(COMMITTED);
  }

  @Test
  void shouldDescribeWhatIsDeployed() {
    assertThat(COMMITTED.lines())
        .contains(
            "topology words",
            "  application id: rollbook-words-v1",
            "journal rollbook.words.by-words",
            "  sources: rollbook.words.by-words",
            "  sinks: rollbook.enrollments.v1",
            "store words",
            "  changelog: <application id>-words-changelog, cleanup.policy=compact,"
                + " message.timestamp.type=CreateTime,"
                + " min.compaction.lag.ms=3600000");
  }

  @Test
  void shouldSeeAnotherPartitioner() {
    LockJudgement judgement =
        LockJudgement.of(
            COMMITTED,
            lockOf(
                new Words()
                    .withFirstPart(word -> word.substring(1).getBytes(StandardCharsets.UTF_8))));

    assertThat(judgement.verdict()).isEqualTo(ChangeVerdict.FORBIDDEN);
    assertThat(judgement).asString().contains("journal rollbook.words.by-words: partitions");
  }

  @Test
  void shouldSeeOtherBytesUnderTheSameSchema() {
    LockJudgement judgement =
        LockJudgement.of(COMMITTED, lockOf(new Words().withCodec(new Words.BackwardsCodec())));

    assertThat(judgement.verdict()).isEqualTo(ChangeVerdict.FORBIDDEN);
    assertThat(judgement)
        .asString()
        .contains("values of the sample", "store words: rows of the sample");
  }

  @Test
  void shouldSeeThatAViewIsAdded() {
    LockJudgement judgement =
        LockJudgement.of(COMMITTED, lockOf(new Words().withVersion(2).withViews("words", "again")));

    assertThat(judgement.verdict()).isEqualTo(ChangeVerdict.REBUILD);
    assertThat(judgement.demand()).isEmpty();
    assertThat(judgement)
        .asString()
        .contains("store again is new", "sub-topology 1 is new", "journal rollbook.words.by-again")
        .doesNotContain("sub-topology 0");
  }

  /// Kafka Streams numbers sub-topologies in the order in which they are wired, whatever their
  /// names; tasks, and folders on disk, are named by the number.
  @Test
  void shouldSeeThatViewsChangedTheirOrder() {
    Lock two = lockOf(new Words().withViews("words", "again"));

    LockJudgement judgement =
        LockJudgement.of(two, lockOf(new Words().withViews("again", "words")));

    assertThat(judgement.verdict()).isEqualTo(ChangeVerdict.REBUILD);
    assertThat(judgement).asString().contains("sub-topology 0: sources", "sub-topology 1: sources");
  }

  @Test
  void shouldRequireSamplesThatReachEverything() {
    assertThatThrownBy(() -> LockOfTopology.of(new Words(), List.of()))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("sample");
  }

  private static Lock lockOf(Words words) {
    return LockOfTopology.of(words, List.of(Words.SAMPLE));
  }
}
