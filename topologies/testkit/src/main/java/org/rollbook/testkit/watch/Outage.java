package org.rollbook.testkit.watch;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/// A time in which one key could not be read.
///
/// @param key what was asked for, and its partition
/// @param lasted from the start of the first try that failed to the next answer
/// @param story the responses instead of an answer, in order
public record Outage(String key, Duration lasted, List<Refused> story) {

  /// No outage.
  public static final Outage NONE = new Outage("nothing", Duration.ZERO, List.of());

  public Outage {
    story = List.copyOf(story);
  }

  /// Tries that failed in the same way.
  ///
  /// @param after the time from the first try of the outage to the first of these
  /// @param instance that was asked
  /// @param times how many tries
  public record Refused(Duration after, String instance, String why, int times) {

    /// The same with one more try.
    public Refused again() {
      return new Refused(after, instance, why, times + 1);
    }

    /// Whether the same instance responded in the same way.
    public boolean isLike(Refused other) {
      return instance.equals(other.instance) && why.equals(other.why);
    }

    @Override
    public String toString() {
      return "+%d ms %s: %s%s"
          .formatted(after.toMillis(), instance, why, times == 1 ? "" : " (" + times + " times)");
    }
  }

  public boolean isLongerThan(Outage other) {
    return lasted.compareTo(other.lasted) > 0;
  }

  @Override
  public String toString() {
    return "%s: unreadable for %d ms%s"
        .formatted(
            key,
            lasted.toMillis(),
            story.stream().map(refused -> "\n    " + refused).collect(Collectors.joining()));
  }
}
