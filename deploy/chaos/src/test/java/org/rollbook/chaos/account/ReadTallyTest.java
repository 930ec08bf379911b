package org.rollbook.chaos.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rollbook.testkit.campus.TruthJudgement.Fault;
import org.rollbook.testkit.sample.SampleOutcome;
import org.rollbook.testkit.watch.Exchange;

class ReadTallyTest {

  private static final Instant ASKED = Instant.parse("2026-08-20T12:40:00Z");
  private static final Instant ANSWERED = ASKED.plusMillis(20);
  private static final Duration BOUND = Duration.ofSeconds(30);
  private static final Instant AS_OF = ASKED.minusSeconds(1);

  private final ReadTally tally = new ReadTally();

  @Test
  void shouldCountAnswersThatAgreeWithTheTruth() {
    add(new SampleOutcome.Agreed(AS_OF), true, answered(200, AS_OF));

    assertThat(result().reads()).isEqualTo(1);
    assertThat(result().refused()).isZero();
    assertThat(DrillVerdict.of(result(), Optional.empty(), false).faults()).isEmpty();
  }

  @Test
  void shouldNotCountAnswersThatTheTruthCannotDecide() {
    add(new SampleOutcome.Agreed(AS_OF), false, answered(200, AS_OF));
    add(new SampleOutcome.Undecided(AS_OF), true, answered(200, AS_OF));

    assertThat(result().reads()).isZero();
    assertThat(tally.undecided()).isEqualTo(2);
  }

  @Test
  void shouldCountAnAnswerOfAnIncompleteViewAsRefused() {
    var lacks = new SampleOutcome.Disagreed(AS_OF, Fault.WRONG_ROW, "why");
    add(lacks, false, ofAnIncompleteView(200));

    assertThat(result().reads()).isZero();
    assertThat(result().wrong()).isZero();
    assertThat(result().reasons()).containsOnlyKeys("not-claimed-to-be-complete");
  }

  @Test
  void shouldNotCountAFalseAbsenceAsRefused() {
    add(
        new SampleOutcome.Disagreed(AS_OF, Fault.FALSE_ABSENCE, "why"),
        false,
        ofAnIncompleteView(404));

    assertThat(result().falseAbsent()).isEqualTo(1);
  }

  @Test
  void shouldCountAnAnswerWithAnAsOfInTheFuture() {
    add(new SampleOutcome.Agreed(ANSWERED), true, answered(200, ANSWERED));
    assertThat(result().boundsBroken()).isZero();

    add(new SampleOutcome.Agreed(ANSWERED), true, answered(200, ANSWERED.plusNanos(1_000)));
    assertThat(result().boundsBroken()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "WRONG_ROW, 1, 0, 0, 0",
    "FALSE_ABSENCE, 0, 1, 0, 0",
    "PARTIAL_LIST, 0, 0, 1, 0",
    "LOST_WRITE, 0, 0, 0, 1",
  })
  void shouldCountEachFaultInItsColumn(
      Fault fault, long wrongRows, long falseAbsent, long partialLists, long lostWrites) {
    add(new SampleOutcome.Disagreed(AS_OF, fault, "why"), false, answered(200, AS_OF));

    assertThat(result().reads()).isEqualTo(1);
    assertThat(result().wrongRows()).isEqualTo(wrongRows);
    assertThat(result().falseAbsent()).isEqualTo(falseAbsent);
    assertThat(result().partialLists()).isEqualTo(partialLists);
    assertThat(result().writesNotReadBack()).isEqualTo(lostWrites);
    assertThat(tally.examples())
        .singleElement()
        .asString()
        .contains(fault + ": why", "asked the question", "i1");
  }

  @Test
  void shouldAllowAnAnswerAsOldAsItsBoundCountedFromTheRequest() {
    add(new SampleOutcome.Agreed(AS_OF), true, answered(200, ASKED.minus(BOUND)));
    assertThat(result().boundsBroken()).isZero();

    add(new SampleOutcome.Agreed(AS_OF), true, answered(200, ASKED.minus(BOUND).minusNanos(1_000)));
    assertThat(result().boundsBroken()).isEqualTo(1);
    assertThat(result().longestFreshnessGap()).isEqualTo(30_020);
  }

  @Test
  void shouldCheckTheBoundOfEachPage() {
    add(
        new SampleOutcome.Agreed(AS_OF),
        true,
        answered(200, AS_OF),
        answered(200, ASKED.minusSeconds(31)),
        answered(200, AS_OF));

    assertThat(result().boundsBroken()).isEqualTo(1);
  }

  @Test
  void shouldCountRefusalsByTheirProblemAndBound() {
    var stale = new SampleOutcome.Refused("{\"type\": \"http://any/problems/stale\"}");
    add(stale, true, unanswered(503));
    add(stale, true, unanswered(503));
    add(new SampleOutcome.Refused("a key of a lookup"), true, answered(200, AS_OF));

    assertThat(result().reads()).isZero();
    assertThat(result().reasons())
        .containsOnlyKeys("key-of-a-lookup within 30 s", "stale within 30 s");
    assertThat(result().refused()).isEqualTo(3);
  }

  @Test
  void shouldCountAnAnswerThatNeverCameAsRefused() {
    add(new SampleOutcome.Failed("timed out"), true, answered(200, AS_OF), silent("i2"));

    assertThat(result().reasons()).containsOnlyKeys("no-answer");
    assertThat(result().silent()).isEmpty();
  }

  @Test
  void shouldNameInstancesThatDidNotAnswerInTime() {
    add(
        new SampleOutcome.Agreed(AS_OF),
        true,
        silent("i2"),
        answered(200, AS_OF),
        silent("i2"),
        answered(200, AS_OF));
    add(new SampleOutcome.Failed("timed out"), true, silent("i2"), silent("i3"));

    assertThat(result().reads()).isEqualTo(1);
    assertThat(result().silent()).containsExactly(Map.entry("i2", 2L));
    assertThat(result().reasons()).containsExactly(Map.entry("no-answer", 1L));
  }

  @Test
  void shouldCountOtherStatusesAsRefused() {
    add(new SampleOutcome.Failed("a fault"), true, unanswered(500));

    assertThat(result().reasons()).containsOnlyKeys("status-500");
  }

  @Test
  void shouldCountAnUnreadableAnswerAsWrong() {
    add(new SampleOutcome.Failed("modes do not add up"), true, answered(200, AS_OF));

    assertThat(result().wrongRows()).isEqualTo(1);
  }

  private void add(SampleOutcome outcome, boolean settled, Exchange... exchanges) {
    tally.add(new CheckedRead("the question", outcome, settled, BOUND, List.of(exchanges)));
  }

  private DrillResult result() {
    return tally.result("enrollments/kill", Duration.ZERO, Duration.ZERO);
  }

  private static Exchange answered(int status, Instant asOf) {
    return new Exchange(
        "i1",
        ASKED,
        ANSWERED,
        Optional.of(status),
        Optional.of(asOf),
        Optional.of("active i1"),
        true);
  }

  private static Exchange ofAnIncompleteView(int status) {
    return new Exchange(
        "i1",
        ASKED,
        ANSWERED,
        Optional.of(status),
        Optional.of(AS_OF),
        Optional.of("standby i1"),
        false);
  }

  private static Exchange silent(String instance) {
    return new Exchange(
        instance, ASKED, ANSWERED, Optional.empty(), Optional.empty(), Optional.empty(), false);
  }

  private static Exchange unanswered(int status) {
    return new Exchange(
        "i1", ASKED, ANSWERED, Optional.of(status), Optional.empty(), Optional.empty(), false);
  }
}
