package org.rollbook.testkit.watch;

import java.time.Duration;

/// How long to wait for an answer.
///
/// @param each the wait at one instance, after which the load balancer asks another
/// @param whole the wait of the caller
public record AnswerTimeout(Duration each, Duration whole) {

  /// Longer than a view takes that first has to find out that its peers do not respond: after 1.5 s
  /// it asks no further peer, and it waits 0.8 s for each.
  private static final Duration LONGER_THAN_A_VIEW = Duration.ofMillis(2_500);

  private static final Duration LEAST = Duration.ofMillis(1);

  /// For callers that leave time for two tries.
  ///
  /// @param wait how long the view may wait before it answers
  public static AnswerTimeout withTwoTries(Duration wait) {
    Duration each = wait.plus(LONGER_THAN_A_VIEW);
    return new AnswerTimeout(each, each.plus(LONGER_THAN_A_VIEW));
  }

  /// For a caller that gives up before any load balancer does.
  public static AnswerTimeout withOneTry(Duration whole) {
    return new AnswerTimeout(whole, whole);
  }

  /// How long the next try may take.
  ///
  /// @param spent since the caller started to wait
  Duration left(Duration spent) {
    Duration left = whole.minus(spent);
    Duration next = left.compareTo(each) < 0 ? left : each;
    return next.compareTo(LEAST) < 0 ? LEAST : next;
  }

  boolean isOver(Duration spent) {
    return spent.compareTo(whole) >= 0;
  }
}
