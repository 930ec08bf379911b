package org.rollbook.guard.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.rollbook.model.BoundedKeys;

/// Counts by text, of which only the first hundred have a name ([BoundedKeys]).
public final class NamedSums {

  private NamedSums() {}

  /// Asserts that each count with a name is exact, and that all others are in the rest.
  ///
  /// @param truth the count of each text
  public static void assertExact(Map<String, Long> counts, Map<String, Long> truth) {
    if (truth.size() <= BoundedKeys.MOST) {
      assertThat(counts).isEqualTo(truth);
      return;
    }
    assertThat(counts).hasSizeLessThanOrEqualTo(BoundedKeys.MOST + 1);
    assertThat(totalOf(counts)).isEqualTo(totalOf(truth));
    counts.forEach(
        (text, count) -> {
          if (!text.equals(BoundedKeys.REST)) {
            assertThat(truth).containsEntry(text, count);
          }
        });
  }

  private static long totalOf(Map<String, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }
}
