package org.rollbook.benchmark.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RoundsTest {

  @Test
  void shouldTakeTurnsAndLeaveTheFirstRoundOut() {
    List<String> asked = new ArrayList<>();

    List<Turn<Integer>> turns =
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
    assertThat(turns).containsExactly(new Turn<>(4, 3), new Turn<>(5, 6));
  }
}
