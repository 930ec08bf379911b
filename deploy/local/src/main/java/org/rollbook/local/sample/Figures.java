package org.rollbook.local.sample;

import java.time.Duration;
import java.util.Optional;

/// How fresh and how right the answers of a few seconds were, and how much was published in that
/// time.
///
/// @param eventsPerSecond acknowledged by the broker
/// @param age how old the answers' as-of was when they arrived
/// @param visibleAfter from sending an event to the answer that has it
/// @param undecided answers that the truth can neither confirm nor refute
/// @param refused questions that the view refused for now
/// @param failed questions that got no usable answer
public record Figures(
    double eventsPerSecond,
    Optional<Spread> age,
    Optional<Spread> visibleAfter,
    int agreed,
    int disagreed,
    int undecided,
    int refused,
    int failed) {

  /// The figures before any question.
  public static final Figures NONE =
      new Figures(0, Optional.empty(), Optional.empty(), 0, 0, 0, 0, 0);

  /// The median and the worst of some times.
  public record Spread(Duration median, Duration worst) {}

  /// How many answers the truth could judge.
  public int judged() {
    return agreed + disagreed;
  }
}
