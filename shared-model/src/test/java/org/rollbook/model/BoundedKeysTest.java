package org.rollbook.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

final class BoundedKeysTest {

  /// Puts texts in and takes them out, as rows come and change.
  private static final class Counted {

    private SortedMap<String, Long> figures = new TreeMap<>();
    private final List<String> rows = new ArrayList<>();

    void add(String text) {
      figures = BoundedKeys.changed(figures, text, 0L, count -> count + 1, Long::sum);
      rows.add(text);
    }

    void remove(int row) {
      String text = rows.remove(row);
      figures = BoundedKeys.changed(figures, text, 0L, BoundedKeysTest::less, Long::sum);
    }
  }

  private static long less(long count) {
    assertThat(count).as("what is taken out was put in here").isPositive();
    return count - 1;
  }

  @Example
  void shouldGiveEachOfFewTextsItsOwnFigure() {
    var counted = new Counted();
    IntStream.range(0, BoundedKeys.MOST).forEach(i -> counted.add("mode-" + i));
    counted.add("mode-7");

    assertThat(counted.figures).hasSize(BoundedKeys.MOST).containsEntry("mode-7", 2L);
  }

  @Example
  void shouldReplaceLongTextsByShortOnes() {
    var counted = new Counted();
    IntStream.range(0, 3_600).forEach(i -> counted.add("%0100d".formatted(i)));
    counted.add("audit");

    assertThat(counted.figures)
        .hasSize(BoundedKeys.MOST + 1)
        .containsEntry("audit", 1L)
        .containsEntry(BoundedKeys.REST, 3_501L);
  }

  @Example
  void shouldCountATextNamedLikeTheRestWithTheRest() {
    var counted = new Counted();
    counted.add(BoundedKeys.REST);
    IntStream.range(0, BoundedKeys.MOST + 1).forEach(i -> counted.add("mode-%03d".formatted(i)));

    assertThat(counted.figures).containsEntry(BoundedKeys.REST, 2L);
  }

  @Example
  void shouldRemoveAnEmptyRest() {
    var counted = new Counted();
    IntStream.range(0, 2 * BoundedKeys.MOST).forEach(i -> counted.add("mode-%03d".formatted(i)));
    while (counted.rows.size() > 1) {
      counted.remove(1);
    }

    assertThat(counted.figures).isEqualTo(Map.of("mode-000", 1L));
  }

  @Example
  void shouldAcceptTooManyFiguresOfAnEarlierRelease() {
    var grown = new TreeMap<String, Long>();
    IntStream.range(0, 1_000).forEach(i -> grown.put("mode-%03d".formatted(i), 2L));

    SortedMap<String, Long> figures =
        BoundedKeys.changed(grown, "mode-999", 0L, count -> count - 1, Long::sum);

    assertThat(figures).hasSize(BoundedKeys.MOST + 1).containsEntry(BoundedKeys.REST, 1_799L);
  }

  @Property(tries = 100)
  void shouldCountExactlyInAnyOrder(
      @ForAll Random random, @ForAll @IntRange(min = 1, max = 250) int texts) {
    var counted = new Counted();
    for (int i = 0; i < 2_000; i++) {
      if (random.nextInt(3) > 0 || counted.rows.isEmpty()) {
        counted.add("x".repeat(random.nextInt(3)) + random.nextInt(texts));
      } else {
        counted.remove(random.nextInt(counted.rows.size()));
      }
      if (i % 100 == 99) {
        assertExact(counted);
      }
    }
  }

  private static void assertExact(Counted counted) {
    Map<String, Long> truth = new HashMap<>();
    counted.rows.forEach(text -> truth.merge(text, 1L, Long::sum));
    Map<String, Long> rest = new HashMap<>(truth);
    counted.figures.forEach(
        (text, count) -> {
          if (!text.equals(BoundedKeys.REST)) {
            assertThat(count).as(text).isEqualTo(truth.getOrDefault(text, 0L));
            rest.remove(text);
          }
        });
    assertThat(counted.figures.getOrDefault(BoundedKeys.REST, 0L))
        .isEqualTo(rest.values().stream().mapToLong(Long::longValue).sum());
    assertThat(counted.figures).hasSizeLessThanOrEqualTo(BoundedKeys.MOST + 1);
  }
}
