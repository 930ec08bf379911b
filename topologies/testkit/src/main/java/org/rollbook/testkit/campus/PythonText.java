package org.rollbook.testkit.campus;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Texts as Python writes them, to the letter: the registry hands out ids by text, and consumers
/// have to read the times.
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

  /// `json.dumps(value, sort_keys=True)` of maps, collections, ASCII texts and null.
  static String json(@Nullable Object value) {
    return switch (value) {
      case null -> "null";
      case Map<?, ?> map ->
          new TreeMap<>(map)
              .entrySet().stream()
                  .map(entry -> json(entry.getKey()) + ": " + json(entry.getValue()))
                  .collect(Collectors.joining(", ", "{", "}"));
      case Collection<?> list ->
          list.stream().map(PythonText::json).collect(Collectors.joining(", ", "[", "]"));
      default -> "\"" + value + "\"";
    };
  }
}
