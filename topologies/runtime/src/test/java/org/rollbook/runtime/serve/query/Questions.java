package org.rollbook.runtime.serve.query;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;

/// Questions for tests: their keys have one part, and are in the only partition of `words`.
final class Questions {

  static final Bounds FIVE_MINUTES = new Bounds(Duration.ofMinutes(5), false);

  private static final PageRequest FIRST_TEN = new PageRequest(10, Optional.empty());

  private Questions() {}

  static RowsQuestion rows(String... keys) {
    return new RowsQuestion("words", 0, keys(keys), FIVE_MINUTES);
  }

  static PageQuestion page(String prefix) {
    return page(prefix, Map.of());
  }

  static PageQuestion page(String prefix, Map<String, String> filter) {
    return new PageQuestion("words", 0, Bytes.wrap(bytes(prefix)), FIRST_TEN, filter, FIVE_MINUTES);
  }

  static List<RowKey> keys(String... keys) {
    return Arrays.stream(keys).map(key -> RowKey.of(bytes(key), bytes(key))).toList();
  }

  static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  /// Why a question was refused.
  static Refusal refusalOf(Answer<?> answer) {
    return switch (answer) {
      case Answer.NotReady<?>(Refusal refusal) -> refusal;
      case Answer.Found<?> found -> throw new AssertionError(found);
      case Answer.Missing<?> missing -> throw new AssertionError(missing);
    };
  }

  static Refusal.Reason reasonOf(Answer<?> answer) {
    return refusalOf(answer).reason();
  }
}
