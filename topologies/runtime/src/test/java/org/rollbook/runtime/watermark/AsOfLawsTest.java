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

/// The laws of the as-of time, for members that write true watermarks, heard in whatever order and
/// however often.
///
/// In these worlds partition `n` is made in second `3n`, so that one which did not exist when a
/// watermark was asked for is not listed in it.
class AsOfLawsTest {

  private static final int PARTITIONS = 4;
  private static final int MADE_EVERY = 3;
  private static final int LAST_SECOND = 20;

  @Property
  void shouldNeverClaimWhatNoWatermarkCovered(@ForAll("heard") List<Watermark> heard) {
    var asOf = AsOf.NONE;
    var covered = new HashMap<SourcePartition, Instant>();

    for (var watermark : heard) {
      asOf = asOf.hear(watermark);
      watermark.readUpTo().forEach((p, time) -> covered.merge(p, time, AsOfLawsTest::laterOf));
      asOf.asOf().ifPresent(claim -> assertCovered(claim, covered));
    }
  }

  /// Events before the claim can only be in partitions that were made before it.
  private static void assertCovered(Instant claim, Map<SourcePartition, Instant> covered) {
    for (int p = 0; p < PARTITIONS; p++) {
      if (madeAt(p).isBefore(claim)) {
        assertThat(covered.getOrDefault(partition(p), Instant.MIN)).isAfterOrEqualTo(claim);
      }
    }
  }

  @Property
  void shouldNeverGoBack(@ForAll("heard") List<Watermark> heard) {
    Optional<Instant> before = Optional.empty();
    var asOf = AsOf.NONE;
    for (var watermark : heard) {
      asOf = asOf.hear(watermark);
      assertThat(asOf.asOf().orElse(Instant.MIN)).isAfterOrEqualTo(before.orElse(Instant.MIN));
      before = asOf.asOf();
    }
  }

  @Property
  void shouldHearNothingNewInWhatItHasHeard(@ForAll("heard") List<Watermark> heard) {
    var asOf = asOf(heard);

    for (var watermark : heard) {
      assertThat(asOf.hear(watermark)).isEqualTo(asOf);
    }
  }

  @Property
  void shouldMeanTheSameInAnyOrderButForHowFarItHasCome(
      @ForAll("heard") List<Watermark> heard, @ForAll Random random) {
    var shuffled = new ArrayList<>(heard);
    Collections.shuffle(shuffled, random);

    assertThat(asOf(shuffled))
        .usingRecursiveComparison()
        .ignoringFields("asOf")
        .isEqualTo(asOf(heard));
    assertThat(asOf(shuffled).completeSince()).isEqualTo(asOf(heard).completeSince());
  }

  @Property
  void shouldNeverClaimATimeAfterTheListItRestsOn(@ForAll("heard") List<Watermark> heard) {
    var asOf = asOf(heard);

    asOf.asOf()
        .ifPresent(claim -> assertThat(claim).isBeforeOrEqualTo(asOf.listedAt().orElseThrow()));
  }

  @Property
  void shouldReachTheLatestOnceEveryPartitionIsClaimed(@ForAll("heard") List<Watermark> heard) {
    var all = IntStream.range(0, PARTITIONS).mapToObj(AsOfLawsTest::partition).toList();
    var claims = new HashMap<SourcePartition, Instant>();
    all.forEach(partition -> claims.put(partition, second(LAST_SECOND)));

    var asOf =
        asOf(heard)
            .hear(new Watermark(second(LAST_SECOND), true, new HashSet<>(all), claims, Map.of()));

    assertThat(asOf.asOf()).contains(second(LAST_SECOND));
  }

  private static AsOf asOf(List<Watermark> heard) {
    var asOf = AsOf.NONE;
    for (var watermark : heard) {
      asOf = asOf.hear(watermark);
    }
    return asOf;
  }

  /// Any of a world's watermarks, any number of times, in any order.
  @Provide
  Arbitrary<List<Watermark>> heard() {
    return watermark()
        .list()
        .ofMinSize(1)
        .ofMaxSize(8)
        .flatMap(written -> Arbitraries.of(written).list().ofMaxSize(25));
  }

  private static Arbitrary<Watermark> watermark() {
    Arbitrary<Integer> at = Arbitraries.integers().between(0, LAST_SECOND);
    return at.flatMap(AsOfLawsTest::writtenAt);
  }

  private static Arbitrary<Watermark> writtenAt(int at) {
    Set<SourcePartition> listed = new HashSet<>(listedAt(at).toList());
    Arbitrary<Map<SourcePartition, Instant>> claims =
        listed.isEmpty()
            ? Arbitraries.just(Map.of())
            : Arbitraries.maps(
                Arbitraries.of(listed),
                Arbitraries.integers().between(0, at).map(AsOfLawsTest::second));
    Arbitrary<Map<SourcePartition, Instant>> losses =
        listed.isEmpty()
            ? Arbitraries.just(Map.of())
            : Arbitraries.frequencyOf(
                Tuple.of(9, Arbitraries.just(Map.of())),
                Tuple.of(1, Arbitraries.of(listed).map(p -> Map.of(p, second(at)))));
    Arbitrary<Boolean> declared = Arbitraries.of(true, true, true, false);
    return Combinators.combine(claims, losses, declared)
        .as((readUpTo, lost, says) -> new Watermark(second(at), says, listed, readUpTo, lost));
  }

  private static Stream<SourcePartition> listedAt(int at) {
    return IntStream.range(0, PARTITIONS)
        .filter(p -> !madeAt(p).isAfter(second(at)))
        .mapToObj(AsOfLawsTest::partition);
  }

  private static SourcePartition partition(int number) {
    return new SourcePartition("enrolled", number);
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
