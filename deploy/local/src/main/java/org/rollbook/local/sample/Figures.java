package org.rollbook.local.sample;

import java.time.Duration;
import java.util.Optional;

/// How fresh and how right the answers of a few seconds were, and how much was published meanwhile.
///
/// @param eventsPerSecond acknowledged by the broker
/// @param age how far behind now the answers' as-of was
/// @param visibleAfter from sending an event to the answer that has it
/// @param undecided answers where the truth could have been one or the other
/// @param refused questions that the view said it cannot answer now
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

  /// Nothing asked yet.
  public static final Figures NONE =
      new Figures(0, Optional.empty(), Optional.empty(), 0, 0, 0, 0, 0);

  /// The middle and the worst of some times.
  public record Spread(Duration median, Duration worst) {}

  /// How many answers could be told right or wrong.
  public int judged() {
    return agreed + disagreed;
  }
}
