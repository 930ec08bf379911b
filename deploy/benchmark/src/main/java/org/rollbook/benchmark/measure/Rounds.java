package org.rollbook.benchmark.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// Measures in turns, so that what the machine does besides meets both sides alike. Who begins
/// changes from round to round.
///
/// @param number how many count; one before them does not
public record Rounds(int number) {

  /// The figures of each round.
  public <M> List<Turn<M>> of(Supplier<M> ours, Supplier<M> theirs) {
    List<Turn<M>> turns = new ArrayList<>();
    for (int round = 0; round <= number; round++) {
      Turn<M> turn = round % 2 == 0 ? oursFirst(ours, theirs) : theirsFirst(ours, theirs);
      if (round > 0) {
        turns.add(turn);
      }
    }
    return turns;
  }

  private static <M> Turn<M> oursFirst(Supplier<M> ours, Supplier<M> theirs) {
    M first = ours.get();
    return new Turn<>(first, theirs.get());
  }

  private static <M> Turn<M> theirsFirst(Supplier<M> ours, Supplier<M> theirs) {
    M first = theirs.get();
    return new Turn<>(ours.get(), first);
  }
}
