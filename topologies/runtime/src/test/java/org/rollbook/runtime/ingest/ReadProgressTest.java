package org.rollbook.runtime.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.rollbook.runtime.watermark.SourcePartition;

class ReadProgressTest {

  private static final SourcePartition P = new SourcePartition("words", 0);

  private final ReadProgress claims = new ReadProgress();

  private static void expect(ReadProgress claims, SourceOffsets offsets) {
    claims.expect(offsets, Optional.of(offsets.at()));
  }

  @Test
  void shouldClaimNothingBeforeTheEndIsReached() {
    expect(claims, endAt(1, 10));
    claims.reached(P, 9);
    assertThat(claims.claims()).isEmpty();

    claims.reached(P, 10);
    assertThat(claims.claims()).containsEntry(P, second(1));
  }

  @Test
  void shouldAdvanceWhileItStaysBehind() {
    expect(claims, endAt(1, 10));
    expect(claims, endAt(2, 20));
    claims.reached(P, 15);

    assertThat(claims.claims()).containsEntry(P, second(1));
  }

  @Test
  void shouldForgetDroppedPartitions() {
    expect(claims, endAt(1, 10));
    claims.reached(P, 10);
    claims.drop(List.of(P));

    assertThat(claims.claims()).isEmpty();
  }

  /// Its clock was set back an hour.
  @Test
  void shouldClaimNothingThatTheBrokersClockHasNotReached() {
    expect(claims, endAt(3_700, 10));
    expect(claims, endAt(3_701, 20));
    claims.reached(P, 10);

    expect(claims, endAt(101, 20));
    assertThat(claims.claims()).isEmpty();

    claims.reached(P, 20);
    assertThat(claims.claims()).containsEntry(P, second(101));
  }

  /// Second by second, a partition grows and is read, now faster, now slower.
  @Property
  void shouldNeverClaimMoreThanWasRead(@ForAll("growth") List<Second> seconds) {
    var claims = new ReadProgress();
    var ends = new long[seconds.size()];
    long end = 0;
    long read = 0;
    for (int t = 0; t < seconds.size(); t++) {
      end += seconds.get(t).written();
      ends[t] = end;
      expect(claims, endAt(t, end));
      read = Math.min(end, read + seconds.get(t).read());
      claims.reached(P, read);
      long below = read;
      claims
          .claims()
          .values()
          .forEach(
              claim -> assertThat(ends[(int) claim.getEpochSecond()]).isLessThanOrEqualTo(below));
    }
  }

  @Property
  void shouldClaimAllOnceAllIsRead(@ForAll("growth") List<Second> seconds) {
    var claims = new ReadProgress();
    long end = 0;
    for (int t = 0; t < seconds.size(); t++) {
      end += seconds.get(t).written();
      expect(claims, endAt(t, end));
    }
    claims.reached(P, end);

    assertThat(claims.claims()).containsEntry(P, second(seconds.size() - 1));
  }

  record Second(int written, int read) {}

  @Provide
  Arbitrary<List<Second>> growth() {
    Arbitrary<Integer> amounts = Arbitraries.integers().between(0, 9);
    return Combinators.combine(amounts, amounts).as(Second::new).list().ofMinSize(1).ofMaxSize(150);
  }

  private static SourceOffsets endAt(int at, long end) {
    return new SourceOffsets(second(at), Map.of(), Set.of(P), Map.of(P, end), Set.of(), Map.of());
  }

  private static Instant second(int second) {
    return Instant.ofEpochSecond(second);
  }
}
