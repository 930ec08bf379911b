package org.rollbook.chaos.account;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Whether a result is good enough, and what is wrong with it if not.
///
/// @param faults each a sentence; none if all is well
public record DrillVerdict(List<String> faults) {

  /// At most one read in this many may be refused.
  private static final long READS_FOR_EACH_REFUSED = 1_000;

  public DrillVerdict {
    faults = List.copyOf(faults);
  }

  /// Judges one drill.
  ///
  /// @param longestUnreadable how long any key may be unreadable, if that is bounded
  /// @param mayRefuse whether there is a time in which a refusal is the only right answer
  public static DrillVerdict of(
      DrillResult result, Optional<Duration> longestUnreadable, boolean mayRefuse) {
    List<String> faults = new ArrayList<>();
    if (result.reads() == 0) {
      faults.add(result.drill() + ": nothing was read");
    }
    mustBeZero("wrong rows", result.wrongRows(), result, faults);
    mustBeZero("false absents", result.falseAbsent(), result, faults);
    mustBeZero("partial lists", result.partialLists(), result, faults);
    mustBeZero("bounds broken", result.boundsBroken(), result, faults);
    mustBeZero("writes not read back", result.writesNotReadBack(), result, faults);
    if (!mayRefuse && result.refused() * READS_FOR_EACH_REFUSED > result.reads()) {
      faults.add(
          "%s: %d reads refused of %d, more than 0.1 %%"
              .formatted(result.drill(), result.refused(), result.reads()));
    }
    longestUnreadable
        .filter(limit -> result.longestUnreadable() > limit.toMillis())
        .ifPresent(
            limit ->
                faults.add(
                    "%s: a key unreadable for %d ms, longer than %d ms"
                        .formatted(result.drill(), result.longestUnreadable(), limit.toMillis())));
    return new DrillVerdict(faults);
  }

  public boolean isGood() {
    return faults.isEmpty();
  }

  private static void mustBeZero(
      String what, long number, DrillResult result, List<String> faults) {
    if (number != 0) {
      faults.add("%s: %d %s".formatted(result.drill(), number, what));
    }
  }
}
