package org.rollbook.runtime.serve.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RowFiltersTest {

  private static final RowFilters<String> WORDS =
      RowFilters.<String>none()
          .withFlag("is_short", word -> word.length() < 4)
          .withText("initial", (word, initial) -> word.substring(0, 1).equals(initial));

  @Test
  void shouldSelectRowsThatMeetEveryParameter() {
    assertThat(selected(Map.of())).containsExactly("fig", "fennel", "plum");
    assertThat(selected(Map.of("is_short", Optional.of(true)))).containsExactly("fig");
    assertThat(selected(Map.of("is_short", Optional.of(false), "initial", Optional.of("f"))))
        .containsExactly("fennel");
    assertThat(selected(Map.of("is_short", Optional.empty(), "initial", Optional.of("p"))))
        .containsExactly("plum");
    assertThat(selected(Map.of("initial", Optional.of("")))).isEmpty();
  }

  private static List<String> selected(Map<String, Optional<?>> values) {
    RowFilter<String> filter = WORDS.of(values);
    RowFilter<String> sent = WORDS.parse(filter.parameters());
    List<String> words = List.of("fig", "fennel", "plum");
    assertThat(words.stream().filter(sent).toList())
        .isEqualTo(words.stream().filter(filter).toList());
    return words.stream().filter(filter).toList();
  }

  /// For example parameters of a later release: a filter of only the known ones would give rows
  /// that were not asked for.
  @Test
  void shouldRefuseUnknownParameters() {
    for (Map<String, String> strange :
        List.of(
            Map.of("colour", "red"),
            Map.of("initial", "f", "colour", "red"),
            Map.of("is_short", "maybe"))) {
      assertThatIllegalArgumentException().isThrownBy(() -> WORDS.parse(strange));
    }
  }
}
