package org.rollbook.testkit.watch;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/// A time in which one key could not be read.
///
/// @param key what was asked for, and where it belongs
/// @param lasted from the start of the first try that failed to the next answer
/// @param story what came back instead of an answer, in order
public record Outage(String key, Duration lasted, List<Refused> story) {

  /// No outage at all.
  public static final Outage NONE = new Outage("nothing", Duration.ZERO, List.of());

  public Outage {
    story = List.copyOf(story);
  }

  /// Tries that failed in the same way.
  ///
  /// @param after how long after the first try of all the first of these was
  /// @param instance which was asked
  /// @param times how many tries
  public record Refused(Duration after, String instance, String why, int times) {

    /// One more of them.
    public Refused again() {
      return new Refused(after, instance, why, times + 1);
    }

    /// Whether the same instance said the same.
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
