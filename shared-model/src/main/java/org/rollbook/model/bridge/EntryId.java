package org.rollbook.model.bridge;

import java.util.Optional;
import java.util.regex.Pattern;

/// The id of an entry of a Redis stream: the server's clock in milliseconds, and a counter.
public record EntryId(long milliseconds, long counter) implements Comparable<EntryId> {

  /// Before the first entry.
  public static final EntryId ZERO = new EntryId(0, 0);

  private static final Pattern TEXT = Pattern.compile("([0-9]{1,20})-([0-9]{1,20})");

  /// Reads Redis' spelling; empty if it is none. Both numbers are unsigned.
  public static Optional<EntryId> parse(String text) {
    var parts = TEXT.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new EntryId(
              Long.parseUnsignedLong(parts.group(1)), Long.parseUnsignedLong(parts.group(2))));
    } catch (NumberFormatException tooLarge) {
      return Optional.empty();
    }
  }

  public boolean isAfter(EntryId other) {
    return compareTo(other) > 0;
  }

  @Override
  public int compareTo(EntryId other) {
    int first = Long.compareUnsigned(milliseconds, other.milliseconds);
    return first == 0 ? Long.compareUnsigned(counter, other.counter) : first;
  }

  @Override
  public String toString() {
    return Long.toUnsignedString(milliseconds) + "-" + Long.toUnsignedString(counter);
  }
}
