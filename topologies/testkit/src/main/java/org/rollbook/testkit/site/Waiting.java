package org.rollbook.testkit.site;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// Waits for conditions.
public final class Waiting {

  /// The pause between two cheap checks.
  private static final Duration MOMENT = Duration.ofMillis(5);

  /// The pause between two expensive checks.
  private static final Duration WHILE = Duration.ofMillis(250);

  private static final int SHOWN = 5;

  private Waiting() {}

  /// Returns when the condition holds.
  ///
  /// @param condition cheap to check
  /// @throws AssertionError if it does not come true in time
  public static void until(BooleanSupplier condition, Duration patience) {
    until(condition, MOMENT, patience, () -> "");
  }

  /// Returns when the condition holds.
  ///
  /// @param condition expensive to check
  /// @throws AssertionError if it does not come true in time
  public static void untilSlowly(BooleanSupplier condition, Duration patience) {
    until(condition, WHILE, patience, () -> "");
  }

  /// @param wrong what is still wrong
  /// @throws AssertionError that names some of it if something is still wrong when the time is over
  static void untilNothingIs(Supplier<List<String>> wrong, Duration patience) {
    until(
        () -> wrong.get().isEmpty(),
        WHILE,
        patience,
        () -> ": " + wrong.get().stream().limit(SHOWN).toList());
  }

  private static void until(
      BooleanSupplier condition, Duration pause, Duration patience, Supplier<String> why) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("not within " + patience + why.get());
      }
      LockSupport.parkNanos(pause.toNanos());
    }
  }
}
