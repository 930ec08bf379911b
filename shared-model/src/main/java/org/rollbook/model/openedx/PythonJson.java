package org.rollbook.model.openedx;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// JSON exactly as Python writes it: a registry assigns ids to schemas by their text.
public final class PythonJson {

  private PythonJson() {}

  /// `json.dumps(value, sort_keys=True)` of maps, collections, texts, numbers, booleans and null.
  public static String sorted(@Nullable Object value) {
    return dumped(value, TreeMap::new);
  }

  /// `json.dumps(value)`, which keeps the order of a map.
  public static String inOrder(@Nullable Object value) {
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
    return text.chars().mapToObj(PythonJson::escaped).collect(Collectors.joining("", "\"", "\""));
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
