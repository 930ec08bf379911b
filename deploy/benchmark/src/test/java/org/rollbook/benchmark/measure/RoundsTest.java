package org.rollbook.benchmark.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.rollbook.benchmark.measure.Rounds.PairedRun;

final class RoundsTest {

  @Test
  void shouldAlternateAndLeaveTheFirstRoundOut() {
    List<String> asked = new ArrayList<>();

    List<PairedRun<Integer>> runs =
        new Rounds(2)
            .of(
                () -> {
                  asked.add("ours");
                  return asked.size();
                },
                () -> {
                  asked.add("theirs");
                  return asked.size();
                });

    assertThat(asked).containsExactly("ours", "theirs", "theirs", "ours", "ours", "theirs");
    assertThat(runs).containsExactly(new PairedRun<>(4, 3), new PairedRun<>(5, 6));
  }

  @Test
  void shouldLetEveryContenderBeginOnceAndKeepTheOrderOfResults() {
    List<String> asked = new ArrayList<>();

    List<List<String>> rounds =
        new Rounds(2).ofAll(List.of(asking("a", asked), asking("b", asked), asking("c", asked)));

    assertThat(asked).containsExactly("a", "b", "c", "b", "a", "c", "c", "a", "b");
    assertThat(rounds).containsExactly(List.of("a", "b", "c"), List.of("a", "b", "c"));
  }

  private static Supplier<String> asking(String contender, List<String> asked) {
    return () -> {
      asked.add(contender);
      return contender;
    };
  }
}
