package org.rollbook.runtime.serve.question;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A boolean query parameter: `true` or `false`, in any case, since Python's clients send `True`.
public record Flag(boolean value) {

  /// Reads a flag.
  ///
  /// @throws IllegalArgumentException naming the text, if it is neither
  public static Flag parse(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true" -> new Flag(true);
      case "false" -> new Flag(false);
      default -> throw new IllegalArgumentException("must be true or false, is " + text);
    };
  }

  /// The value of an optional flag; empty if it was not sent.
  public static Optional<Boolean> asked(@Nullable Flag flag) {
    return Optional.ofNullable(flag).map(Flag::value);
  }
}
