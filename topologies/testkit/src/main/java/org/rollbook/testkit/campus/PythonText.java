package org.rollbook.testkit.campus;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Texts exactly as Python writes them: the registry assigns ids by text, and consumers have to
/// read the times.
final class PythonText {

  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'+00:00'").withZone(ZoneOffset.UTC);

  private static final DateTimeFormatter MICROSECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'+00:00'").withZone(ZoneOffset.UTC);

  private PythonText() {}

  /// `datetime.isoformat()` of a time in UTC: `+00:00`, and no fraction at all where it is zero.
  static String isoformat(Instant time) {
    Instant micros = time.truncatedTo(ChronoUnit.MICROS);
    boolean whole = micros.equals(time.truncatedTo(ChronoUnit.SECONDS));
    return (whole ? SECONDS : MICROSECONDS).format(micros);
  }

  /// `json.dumps(value, sort_keys=True)` of maps, collections, texts, numbers, booleans and null.
  static String json(@Nullable Object value) {
    return dumped(value, TreeMap::new);
  }

  /// `json.dumps(value)`, which keeps the order of a map.
  static String jsonInOrder(@Nullable Object value) {
    return dumped(value, map -> map);
  }

  private static String dumped(@Nullable Object value, UnaryOperator<Map<?, ?>> order) {
    return switch (value) {
      case null -> "null";
      case Map<?, ?> map ->
          order.apply(map).entrySet().stream()
              .map(entry -> dumped(entry.getKey(), order) + ": " + dumped(entry.getValue(), order))
              .collect(Collectors.joining(", ", "{", "}"));
      case Collection<?> list ->
          list.stream()
              .map(item -> dumped(item, order))
              .collect(Collectors.joining(", ", "[", "]"));
      case Number number -> number.toString();
      case Boolean truth -> truth.toString();
      default -> quoted(value.toString());
    };
  }

  /// With `ensure_ascii`, the default: every character except ASCII becomes a backslash, `u` and
  /// four digits.
  private static String quoted(String text) {
    return text.chars().mapToObj(PythonText::escaped).collect(Collectors.joining("", "\"", "\""));
  }

  private static String escaped(int letter) {
    if (letter == '"' || letter == '\\') {
      return "\\" + (char) letter;
    }
    return letter >= ' ' && letter <= '~'
        ? Character.toString(letter)
        : "\\u%04x".formatted(letter);
  }
}
