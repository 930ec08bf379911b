package org.rollbook.runtime.serve.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.rollbook.runtime.serve.query.Refusal.Reason;
import org.rollbook.runtime.time.BrokerTime;
import org.rollbook.runtime.time.BrokerTimes;
import org.rollbook.runtime.watermark.AsOf;
import org.rollbook.runtime.watermark.Coverage;
import org.rollbook.runtime.watermark.SourceList;
import org.rollbook.runtime.watermark.SourcePartition;
import org.rollbook.runtime.watermark.Watermark;

/// The edges of the bounds. [ViewReaderTest] tests what the query service makes of them.
class AsOfRuleTest {

  private static final Instant NOW = Instant.parse("2026-08-20T12:00:00Z");
  private static final Duration SKEW = Duration.ofMinutes(5);
  private static final Duration CLAMP = Duration.ofMinutes(55);
  private static final SourcePartition SOURCE = new SourcePartition("source", 0);
  private static final SourceList SOURCES = new SourceList(Set.of("source"));

  private final AsOfRule rule =
      new AsOfRule(SKEW, BrokerTimes.agreeingWith(Clock.fixed(NOW, ZoneOffset.UTC)));

  @Test
  void shouldAcceptAnAsOfAtTheBoundAndNoneOlder() {
    Bounds tenSeconds = within(Duration.ofSeconds(10));

    assertThat(refused(readUpTo(NOW.minusSeconds(10)), NOW, tenSeconds)).isEmpty();
    assertThat(refused(readUpTo(NOW.minusSeconds(10).minusNanos(1)), NOW, tenSeconds))
        .contains(Reason.STALE);
  }

  @Test
  void shouldClampTheBoundOfAReplicaThatMayBeReplayingItsPast() {
    Bounds aDay = within(Duration.ofDays(1));

    assertThat(refused(readUpTo(NOW.minus(CLAMP)), NOW, aDay)).isEmpty();
    assertThat(refused(readUpTo(NOW.minus(CLAMP).minusNanos(1)), NOW, aDay)).contains(Reason.STALE);
  }

  @Test
  void shouldTrustAListingOnlyIfItIsSurelyYoungerThanTheReplica() {
    AsOf old = listedNow(NOW.minus(Duration.ofHours(2)));
    Bounds aDay = within(Duration.ofDays(1));

    assertThat(refused(old, NOW.minus(SKEW), aDay)).contains(Reason.STALE);
    assertThat(refused(old, NOW.minus(SKEW).minusMillis(1), aDay)).isEmpty();
  }

  /// Brokers' clocks may differ by a second. A time further ahead has not come, whoever claims it.
  @Test
  void shouldNotBelieveAnAsOfThatTheBrokersClockHasNotReached() {
    Bounds anything = within(Duration.ofDays(1));

    assertThat(refused(readUpTo(NOW.plusSeconds(1)), NOW, within(Duration.ZERO))).isEmpty();
    assertThat(refused(readUpTo(NOW.plusSeconds(1).plusNanos(1_000)), NOW, anything))
        .contains(Reason.NOT_READY);
  }

  /// With a clock that is an hour behind every as-of would seem new, with one that is ahead none.
  @Test
  void shouldMeasureAgesByTheBrokersClock() {
    measureAgesWithAClockThatIsAhead(3_600);
    measureAgesWithAClockThatIsAhead(-3_600);
  }

  private static void measureAgesWithAClockThatIsAhead(long ahead) {
    var clock = Clock.fixed(NOW.plusSeconds(ahead), ZoneOffset.UTC);
    var time = new BrokerTime(clock);
    time.stamped("broker", clock.instant(), NOW.minusMillis(1));
    var wrong = new AsOfRule(SKEW, time);
    Coverage tenSecondsOld = readUpTo(NOW.minusSeconds(10)).coverage(SOURCES);

    assertThat(wrong.refusal("words", tenSecondsOld, NOW, within(Duration.ofSeconds(10))))
        .isEmpty();
    assertThat(wrong.refusal("words", tenSecondsOld, NOW, within(Duration.ofSeconds(9))))
        .isPresent();
  }

  @Test
  void shouldNotAnswerBeforeTheBrokersTimeIsKnown() {
    var unsure = new AsOfRule(SKEW, new BrokerTime(Clock.fixed(NOW, ZoneOffset.UTC)));

    assertThat(
            unsure
                .refusal("words", readUpTo(NOW).coverage(SOURCES), NOW, within(Duration.ofDays(1)))
                .map(Refusal::reason))
        .contains(Reason.NOT_READY);
  }

  /// An as-of about other source topics means nothing for ours.
  @Test
  void shouldNotAnswerByAnAsOfOfAnotherListOfSources() {
    Coverage ours = readUpTo(NOW).coverage(new SourceList(Set.of("source", "added")));

    assertThat(rule.refusal("words", ours, NOW, within(Duration.ofDays(1))).map(Refusal::reason))
        .contains(Reason.NOT_READY);
  }

  /// Where no topic of Open edX exists: it is as old as can be, and answers those who take that,
  /// also while it restores, since it claims nothing.
  @Test
  void shouldSayWhyNothingIsKnownYet() {
    var readings = new SourcePartition("rollbook.lms-rows.v1", 0);
    Coverage nothing =
        AsOf.NONE
            .receive(
                new Watermark(
                    NOW, SOURCES, false, Set.of(readings), Map.of(readings, NOW), Map.of()),
                NOW)
            .stated(SOURCES);

    assertThat(rule.refusal("words", nothing, NOW, within(Duration.ofDays(1))))
        .hasValueSatisfying(
            refusal -> {
              assertThat(refusal.reason()).isEqualTo(Reason.STALE);
              assertThat(refusal.detail())
                  .contains("no repairing pass of the reconciler was received yet");
            });
    assertThat(rule.refusal("words", nothing, NOW, within(Duration.ofDays(36_500)))).isEmpty();
  }

  @Test
  void shouldReportFirstThatNothingWasReceived() {
    var bounds = new Bounds(Duration.ZERO, false, Optional.of(NOW), Optional.empty());

    assertThat(refused(AsOf.NONE, NOW, bounds)).contains(Reason.NOT_READY);
  }

  private Optional<Reason> refused(AsOf asOf, Instant openedAt, Bounds bounds) {
    return rule.refusal("partition 0 of words", asOf.coverage(SOURCES), openedAt, bounds)
        .map(Refusal::reason);
  }

  private static Bounds within(Duration maxStaleness) {
    return new Bounds(maxStaleness, false);
  }

  private static AsOf readUpTo(Instant time) {
    return AsOf.NONE.receive(
        new Watermark(time, SOURCES, true, Set.of(SOURCE), Map.of(SOURCE, time), Map.of()), time);
  }

  /// Read up to a time, and listed again now.
  private static AsOf listedNow(Instant time) {
    return readUpTo(time)
        .receive(new Watermark(NOW, SOURCES, true, Set.of(SOURCE), Map.of(), Map.of()), NOW);
  }
}
