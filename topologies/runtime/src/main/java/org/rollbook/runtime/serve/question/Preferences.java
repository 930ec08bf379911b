package org.rollbook.runtime.serve.question;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The preferences of a request (RFC 7240, `Prefer`): names and values, of each name the first.
/// Text that does not follow that grammar is skipped, as the RFC asks.
record Preferences(Map<String, String> values) {

  Preferences {
    values = Map.copyOf(values);
  }

  /// Reads the header's lines.
  static Preferences of(List<String> lines) {
    Map<String, String> values = new HashMap<>();
    for (String line : lines) {
      for (String preference : parts(line, ',')) {
        List<String> pair = parts(parts(preference, ';').getFirst(), '=');
        String name = pair.getFirst().strip().toLowerCase(Locale.ROOT);
        if (!name.isEmpty() && pair.size() <= 2) {
          values.putIfAbsent(name, pair.size() == 1 ? "" : unquoted(pair.getLast().strip()));
        }
      }
    }
    return new Preferences(values);
  }

  Optional<String> value(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /// The text between separators, other than those within quotes; at least one part.
  private static List<String> parts(String text, char separator) {
    List<String> parts = new ArrayList<>();
    boolean quoted = false;
    int start = 0;
    for (int at = 0; at < text.length(); at++) {
      char character = text.charAt(at);
      if (character == '"') {
        quoted = !quoted;
      } else if (character == '\\' && quoted) {
        at++;
      } else if (character == separator && !quoted) {
        parts.add(text.substring(start, at));
        start = at + 1;
      }
    }
    parts.add(text.substring(start));
    return parts;
  }

  private static String unquoted(String word) {
    return word.length() > 1 && word.startsWith("\"") && word.endsWith("\"")
        ? word.substring(1, word.length() - 1).replaceAll("\\\\(.)", "$1")
        : word;
  }
}
