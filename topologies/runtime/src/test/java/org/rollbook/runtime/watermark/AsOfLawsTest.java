package org.rollbook.runtime.watermark;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/// The laws of the as-of time, for members that write true watermarks, received in whatever order
/// and however often; while some members read one topic more than others, and some have a clock
/// that is far ahead and so claim what is not true.
///
/// In these worlds partition `n` is made in second `3n`, so that one which did not exist when a
/// watermark was asked for is not listed in it. Partitions belong to two topics alternately.
class AsOfLawsTest {

  private static final int PARTITIONS = 4;
  private static final int MADE_EVERY = 3;
  private static final int LAST_SECOND = 20;
  private static final int AHEAD = 3_600;

  private static final SourceList ONE = new SourceList(Set.of("enrolled"));
  private static final SourceList BOTH = new SourceList(Set.of("enrolled", "graded"));
  private static final List<SourceList> LISTS = List.of(ONE, BOTH);

  /// A watermark, and when the broker took it.
  record Written(Watermark watermark, Instant at) {

    boolean isTrue() {
      return !watermark.isAheadOf(at);
    }
  }

  @Property
  void shouldNeverClaimWhatNoWatermarkCovered(@ForAll("received") List<Written> received) {
    var asOf = AsOf.NONE;
    var covered = new HashMap<SourcePartition, Instant>();

    for (Written written : received) {
      asOf = asOf.receive(written.watermark(), written.at());
      if (written.isTrue()) {
        written
            .watermark()
            .readUpTo()
            .forEach((p, time) -> covered.merge(p, time, AsOfLawsTest::laterOf));
      }
      for (SourceList sources : LISTS) {
        asOf.coverage(sources).asOf().ifPresent(claim -> assertCovered(claim, sources, covered));
      }
    }
  }

  /// Events before the claim can only be in partitions that were made before it.
  private static void assertCovered(
      Instant claim, SourceList sources, Map<SourcePartition, Instant> covered) {
    for (int p = 0; p < PARTITIONS; p++) {
      if (madeAt(p).isBefore(claim) && sources.topics().contains(partition(p).topic())) {
        assertThat(covered.getOrDefault(partition(p), Instant.MIN)).isAfterOrEqualTo(claim);
      }
    }
  }

  @Property
  void shouldNeverGoBack(@ForAll("received") List<Written> received) {
    Optional<Instant> before = Optional.empty();
    var asOf = AsOf.NONE;
    for (Written written : received) {
      asOf = asOf.receive(written.watermark(), written.at());
      Optional<Instant> now = asOf.coverage(BOTH).asOf();
      assertThat(now.orElse(Instant.MIN)).isAfterOrEqualTo(before.orElse(Instant.MIN));
      before = now;
    }
  }

  @Property
  void shouldNotChangeByWhatItHasReceivedAlready(@ForAll("received") List<Written> received) {
    AsOf asOf = asOf(received);

    for (Written written : received) {
      assertThat(asOf.receive(written.watermark(), written.at())).isEqualTo(asOf);
    }
  }

  @Property
  void shouldBeTheSameInAnyOrderExceptForTheAsOfTimes(
      @ForAll("received") List<Written> received, @ForAll Random random) {
    var shuffled = new ArrayList<>(received);
    Collections.shuffle(shuffled, random);

    assertThat(asOf(shuffled))
        .usingRecursiveComparison()
        .ignoringFieldsMatchingRegexes(".*asOf")
        .isEqualTo(asOf(received));
    for (SourceList sources : LISTS) {
      assertThat(asOf(shuffled).completeSince(sources))
          .isEqualTo(asOf(received).completeSince(sources));
    }
  }

  @Property
  void shouldNeverClaimATimeAfterTheListItRestsOn(@ForAll("received") List<Written> received) {
    for (Coverage coverage : asOf(received).coverages().values()) {
      coverage
          .asOf()
          .ifPresent(
              claim -> assertThat(claim).isBeforeOrEqualTo(coverage.listedAt().orElseThrow()));
    }
  }

  @Property
  void shouldReachTheLatestOnceEveryPartitionIsClaimed(@ForAll("received") List<Written> received) {
    var all = IntStream.range(0, PARTITIONS).mapToObj(AsOfLawsTest::partition).toList();
    var claims = new HashMap<SourcePartition, Instant>();
    all.forEach(partition -> claims.put(partition, second(LAST_SECOND)));
    var last = new Watermark(second(LAST_SECOND), BOTH, true, new HashSet<>(all), claims, Map.of());

    AsOf asOf = asOf(received).receive(last, second(LAST_SECOND));

    assertThat(asOf.coverage(BOTH).asOf()).contains(second(LAST_SECOND));
  }

  @Property
  void shouldNeverForgetALoss(@ForAll("received") List<Written> received) {
    var lost = new HashSet<SourcePartition>();
    received.forEach(written -> lost.addAll(written.watermark().lostAt().keySet()));

    assertThat(asOf(received).lostAt()).containsOnlyKeys(lost);
  }

  @Property
  void shouldKeepEverythingInItsBytes(@ForAll("received") List<Written> received) {
    AsOf asOf = asOf(received);

    assertThat(AsOfCodec.fromBytes(AsOfCodec.toBytes(asOf))).isEqualTo(asOf);
  }

  private static AsOf asOf(List<Written> received) {
    var asOf = AsOf.NONE;
    for (Written written : received) {
      asOf = asOf.receive(written.watermark(), written.at());
    }
    return asOf;
  }

  /// Any of a world's watermarks, any number of times, in any order.
  @Provide
  Arbitrary<List<Written>> received() {
    Arbitrary<Written> written =
        Arbitraries.frequencyOf(Tuple.of(5, written()), Tuple.of(1, writtenAhead()));
    return written
        .list()
        .ofMinSize(1)
        .ofMaxSize(8)
        .flatMap(all -> Arbitraries.of(all).list().ofMaxSize(25));
  }

  /// Some seconds after it was asked for.
  private static Arbitrary<Written> written() {
    return Combinators.combine(watermark(0), Arbitraries.integers().between(0, 5))
        .as((watermark, late) -> new Written(watermark, watermark.at().plusSeconds(late)));
  }

  private static Arbitrary<Written> writtenAhead() {
    return watermark(AHEAD)
        .map(watermark -> new Written(watermark, watermark.at().minusSeconds(AHEAD)));
  }

  private static Arbitrary<Watermark> watermark(int ahead) {
    return Combinators.combine(
            Arbitraries.integers().between(0, LAST_SECOND), Arbitraries.of(LISTS))
        .flatAs((at, sources) -> askedAt(at, ahead, sources));
  }

  private static Arbitrary<Watermark> askedAt(int at, int ahead, SourceList sources) {
    Set<SourcePartition> listed = new HashSet<>(listedAt(at, sources).toList());
    Arbitrary<Map<SourcePartition, Instant>> claims =
        listed.isEmpty()
            ? Arbitraries.just(Map.of())
            : Arbitraries.maps(
                Arbitraries.of(listed),
                Arbitraries.integers().between(0, at).map(time -> second(time + ahead)));
    Arbitrary<Map<SourcePartition, Instant>> losses =
        listed.isEmpty()
            ? Arbitraries.just(Map.of())
            : Arbitraries.frequencyOf(
                Tuple.of(9, Arbitraries.just(Map.of())),
                Tuple.of(1, Arbitraries.of(listed).map(p -> Map.of(p, second(at)))));
    Arbitrary<Boolean> declared = Arbitraries.of(true, true, true, false);
    return Combinators.combine(claims, losses, declared)
        .as(
            (readUpTo, lost, declares) ->
                new Watermark(second(at + ahead), sources, declares, listed, readUpTo, lost));
  }

  private static Stream<SourcePartition> listedAt(int at, SourceList sources) {
    return IntStream.range(0, PARTITIONS)
        .filter(p -> !madeAt(p).isAfter(second(at)))
        .mapToObj(AsOfLawsTest::partition)
        .filter(partition -> sources.topics().contains(partition.topic()));
  }

  private static SourcePartition partition(int number) {
    return new SourcePartition(number % 2 == 0 ? "enrolled" : "graded", number / 2);
  }

  private static Instant madeAt(int partition) {
    return second(MADE_EVERY * partition);
  }

  private static Instant second(int second) {
    return Instant.ofEpochSecond(second);
  }

  private static Instant laterOf(Instant first, Instant second) {
    return first.isAfter(second) ? first : second;
  }
}
