package org.rollbook.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// Breaks each promise of a lock on purpose.
class LockJudgementTest {

  private static final String COMMITTED =
      """
      # for people
      topology words
        application id: rollbook-words-v3
        partitions by default: 6
      event type org.openedx.words.said.v1
        precedence: 3.1
      journal rollbook.words.by-person
        keys of the sample: 6164610061
        partitions of the sample, of 1009: 77
        value: format 1, Heard{said string}
        values of the sample: 0106616461
        watermark: 0077 01
        checked settings: cleanup.policy=compact, min.compaction.lag.ms=3600000
        other settings: segment.ms=3600000
      derived topic rollbook.words.v1
        partitions of the sample, of 1009: 77
        checked settings: cleanup.policy=compact
        other settings: segment.ms=86400000
      sub-topology 0
        sources: rollbook.words.by-person
        stores: counts, words
        sinks: rollbook.words.v1
        nodes: words-derived, words-journal, words-merge
      store counts
        row: format 1, long
        rows of the sample: 616c6c 0102
        changelog: <application id>-counts-changelog, cleanup.policy=compact
      store words
        row: format 1, Heard{said string}
        rows of the sample: 616461 0106616461
        changelog: <application id>-words-changelog, cleanup.policy=compact
      """;

  @Test
  void shouldFindNothingIfNothingChanged() {
    assertThat(judge(same -> same).findings()).isEmpty();
  }

  @Test
  void shouldAllowRenamedNodes() {
    LockJudgement judgement = judge(changing("words-merge", "words-fold"));

    assertThat(judgement.verdict()).isEqualTo(ChangeVerdict.ROLLING_SAFE);
    assertThat(judgement.demand()).isEmpty();
    assertThat(judgement).asString().contains("sub-topology 0: nodes", "words-fold", "metrics");
  }

  @Test
  void shouldAllowAnAdditionalEventType() {
    LockJudgement judgement =
        judge(
            changing(
                "journal rollbook.words.by-person",
                "event type org.openedx.words.taken.back.v1\n  precedence: 3.1\n"
                    + "journal rollbook.words.by-person"));

    assertThat(judgement.verdict()).isEqualTo(ChangeVerdict.ROLLING_SAFE);
    assertThat(judgement).asString().contains("taken.back.v1 is new", "when all instances read it");
  }

  @Test
  void shouldForbidToStopReadingAType() {
    LockJudgement judgement =
        judge(changing("event type org.openedx.words.said.v1\n  precedence: 3.1\n", ""));

    assertThat(judgement.verdict()).isEqualTo(ChangeVerdict.FORBIDDEN);
    assertThat(judgement).asString().contains("said.v1 is gone", "complete");
  }

  @Test
  void shouldDemandARebuildForAChangedPrecedence() {
    assertThat(judge(changing("precedence: 3.1", "precedence: 3.0")).verdict())
        .isEqualTo(ChangeVerdict.REBUILD);
  }

  @Test
  void shouldAllowOtherSettingsForNewTopics() {
    assertThat(judge(changing("segment.ms=86400000", "segment.ms=1")).verdict())
        .isEqualTo(ChangeVerdict.ROLLING_SAFE);
  }

  @Test
  void shouldDemandARebuildForRowsOfAnotherFormat() {
    LockJudgement judgement =
        judge(changing("row: format 1, long", "row: format 2, Counts{all long}"));

    assertThat(judgement.verdict()).isEqualTo(ChangeVerdict.REBUILD);
    assertThat(judgement.demand())
        .contains(
            "The application id is still rollbook-words-v3: let version() of the topology be 4.");
    assertThat(judgement)
        .asString()
        .contains("store counts: row", "was format 1, long", "is  format 2, Counts{all long}");
  }

  @Test
  void shouldAllowOneMoreFormatOfAJournal() {
    LockJudgement judgement =
        judge(
            changing(
                "value: format 1, Heard{said string}",
                "value: format 1, Heard{said string}; format 2, Heard{said long}"));

    assertThat(judgement.verdict()).isEqualTo(ChangeVerdict.ROLLING_SAFE);
    assertThat(judgement).asString().contains("one more format", "dead letter");
  }

  @Test
  void shouldForbidAnotherFormatInPlaceOfTheFirst() {
    assertThat(
            judge(
                    changing(
                        "value: format 1, Heard{said string}", "value: format 2, Heard{said long}"))
                .verdict())
        .isEqualTo(ChangeVerdict.FORBIDDEN);
  }

  @Test
  void shouldDemandARebuildForRowsUnderOtherKeys() {
    assertThat(judge(changing("616c6c 0102", "00616c6c 0102")).verdict())
        .isEqualTo(ChangeVerdict.REBUILD);
  }

  @Test
  void shouldDemandARebuildForARenamedStore() {
    LockJudgement judgement =
        judge(text -> text.replace("store counts", "store sums").replace("s: counts", "s: sums"));

    assertThat(judgement.verdict()).isEqualTo(ChangeVerdict.REBUILD);
    assertThat(judgement.findings())
        .extracting(LockFinding::change)
        .contains("store sums is new", "store counts is gone");
  }

  @Test
  void shouldDemandARebuildForAnotherChangelog() {
    assertThat(judge(changing("counts-changelog, cleanup", "counts-changelog, x")).verdict())
        .isEqualTo(ChangeVerdict.REBUILD);
  }

  @Test
  void shouldDemandARebuildForSubTopologiesOfOtherNumbers() {
    LockJudgement judgement = judge(changing("sub-topology 0", "sub-topology 1"));

    assertThat(judgement.verdict()).isEqualTo(ChangeVerdict.REBUILD);
    assertThat(judgement).asString().contains("sub-topology 1 is new", "sub-topology 0 is gone");
  }

  @Test
  void shouldAcceptARebuildWithTheNextVersion() {
    LockJudgement judgement =
        judge(
            text ->
                text.replace("row: format 1, long", "row: format 2, long")
                    .replace("words-v3", "words-v4"));

    assertThat(judgement.verdict()).isEqualTo(ChangeVerdict.REBUILD);
    assertThat(judgement.demand()).isEmpty();
  }

  @Test
  void shouldCallANewVersionARebuildWhateverElseChanged() {
    LockJudgement judgement = judge(changing("words-v3", "words-v4"));

    assertThat(judgement.verdict()).isEqualTo(ChangeVerdict.REBUILD);
    assertThat(judgement.demand()).isEmpty();
  }

  @Test
  void shouldRefuseAnEarlierVersion() {
    assertThat(judge(changing("words-v3", "words-v2")).demand())
        .hasValueSatisfying(demand -> assertThat(demand).contains("at least 3"));
  }

  @Test
  void shouldForbidChangesOfWhatJournalsKeepForEver() {
    assertThat(judge(changing("6164610061", "0061646161"))).satisfies(this::isForbidden);
    assertThat(judge(changing("0077 01", "0077 02"))).satisfies(this::isForbidden);
    assertThat(judge(changing("value: format 1", "value: format 2"))).satisfies(this::isForbidden);
    assertThat(judge(changing("values of the sample: 01", "values of the sample: 02")))
        .satisfies(this::isForbidden);
    assertThat(judge(changing("3600000\n  other", "60000\n  other"))).satisfies(this::isForbidden);
    assertThat(judge(changing("by-person\n  keys", "by-name\n  keys")))
        .satisfies(this::isForbidden);
  }

  @Test
  void shouldForbidToRemoveADerivedTopic() {
    assertThat(judge(changing("topic rollbook.words.v1", "topic rollbook.words.v2")))
        .satisfies(this::isForbidden)
        .asString()
        .contains("derived topic rollbook.words.v1 is gone", "no more records");
  }

  @Test
  void shouldForbidAnotherPartitionOfAKeyOrAnotherNumberOfThem() {
    assertThat(judge(changing("of 1009: 77", "of 1009: 78"))).satisfies(this::isForbidden);
    assertThat(judge(changing("default: 6", "default: 12"))).satisfies(this::isForbidden);
  }

  @Test
  void shouldForbidAForbiddenChangeEvenWithTheNextVersion() {
    assertThat(judge(text -> text.replace("words-v3", "words-v4").replace("value: f", "value: g")))
        .satisfies(this::isForbidden);
  }

  private void isForbidden(LockJudgement judgement) {
    assertThat(judgement.verdict()).isEqualTo(ChangeVerdict.FORBIDDEN);
    assertThat(judgement.demand()).isPresent();
  }

  private static UnaryOperator<String> changing(String before, String after) {
    assertThat(COMMITTED).contains(before);
    return text -> text.replace(before, after);
  }

  private static LockJudgement judge(UnaryOperator<String> change) {
    return LockJudgement.of(
        Lock.parse(COMMITTED.lines().toList()),
        Lock.parse(change.apply(COMMITTED).lines().toList()));
  }
}
