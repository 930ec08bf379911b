package org.rollbook.runtime.watermark;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/// What the journals state about the source topics does not depend on the order of the watermarks.
class JournaledPositionsTest {

  private static final SourceList SOURCES = new SourceList(Set.of("enrolled", "graded"));
  private static final SourcePartition P = new SourcePartition("enrolled", 0);

  @Property
  void shouldBeTheSameInAnyOrderAndMultiplicity(
      @ForAll("watermarks") List<Watermark> watermarks, @ForAll Random random) {
    var again = new ArrayList<>(watermarks);
    again.addAll(watermarks);
    Collections.shuffle(again, random);

    assertThat(positions(again)).isEqualTo(positions(watermarks));
  }

  @Test
  void shouldKnowATopicThatIsGone() {
    var positions =
        positions(List.of(watermark(1, Optional.of("a"), 5), watermark(2, Optional.empty(), 0)));

    assertThat(positions.topics().values()).allMatch(topic -> topic.id().isEmpty());
    assertThat(positions.of(P, "a")).map(ReadPosition::below).contains(5L);
    assertThat(positions.of(P, "b")).isEmpty();
  }

  @Test
  void shouldKnowSinceWhenAnEndHasNotMovedWhicheverMemberSawIt() {
    var first = new ReadPosition("a", 5, 10, second(3), second(4));
    var second = new ReadPosition("a", 10, 10, second(7), second(8));

    assertThat(first.and(second)).isEqualTo(new ReadPosition("a", 10, 10, second(3), second(8)));
  }

  private static JournaledPositions positions(List<Watermark> watermarks) {
    var positions = JournaledPositions.NONE;
    for (Watermark watermark : watermarks) {
      positions = positions.and(watermark);
    }
    return positions;
  }

  @Provide
  Arbitrary<List<Watermark>> watermarks() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 5),
            Arbitraries.of("a", "b").optional(),
            Arbitraries.integers().between(0, 5))
        .as(JournaledPositionsTest::watermark)
        .list()
        .ofMaxSize(8);
  }

  private static Watermark watermark(int at, Optional<String> id, int below) {
    Map<SourcePartition, ReadPosition> read =
        id.isEmpty()
            ? Map.of()
            : Map.of(P, new ReadPosition(id.get(), below, 5 + at, second(at), second(at)));
    return new Watermark(
        second(at),
        Optional.of(SOURCES),
        true,
        id.isEmpty() ? Set.of() : Set.of(P),
        Map.of(),
        Map.of(),
        id.<Map<String, String>>map(one -> Map.of("enrolled", one)).orElse(Map.of()),
        read);
  }

  private static Instant second(int second) {
    return Instant.ofEpochSecond(second);
  }
}
