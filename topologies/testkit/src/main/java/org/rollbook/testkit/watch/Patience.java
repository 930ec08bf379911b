package org.rollbook.testkit.watch;

import java.time.Duration;

/// How long an answer is waited for.
///
/// @param each at one instance, after which the load balancer asks another
/// @param whole by the caller
public record Patience(Duration each, Duration whole) {

  /// More than a view takes that has to find out first that its peers stand still: it begins to ask
  /// none after 1.5 s, and waits 0.8 s for each.
  private static final Duration LONGER_THAN_A_VIEW = Duration.ofMillis(2_500);

  private static final Duration LEAST = Duration.ofMillis(1);

  /// Of callers who leave time for two tries.
  ///
  /// @param wait how long the view may wait before it answers
  public static Patience withTwoTries(Duration wait) {
    Duration each = wait.plus(LONGER_THAN_A_VIEW);
    return new Patience(each, each.plus(LONGER_THAN_A_VIEW));
  }

  /// Of a caller who gives up before any load balancer does.
  public static Patience withOneTry(Duration whole) {
    return new Patience(whole, whole);
  }

  /// How long the next try may take.
  ///
  /// @param spent since the caller began to wait
  Duration left(Duration spent) {
    Duration left = whole.minus(spent);
    Duration next = left.compareTo(each) < 0 ? left : each;
    return next.compareTo(LEAST) < 0 ? LEAST : next;
  }

  boolean isOver(Duration spent) {
    return spent.compareTo(whole) >= 0;
  }
}
