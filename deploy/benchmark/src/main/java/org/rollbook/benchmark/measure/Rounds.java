package org.rollbook.benchmark.measure;

import java.util.ArrayList;
import java.util.Collections;
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

  /// The figures of each round, of what measures all sides at once.
  public <M> List<M> of(Supplier<M> all) {
    return ofAll(List.of(all)).stream().map(List::getFirst).toList();
  }

  /// The figures of each round, of any number of sides, in the order in which they are given.
  public <M> List<List<M>> ofAll(List<Supplier<M>> sides) {
    List<List<M>> rounds = new ArrayList<>();
    for (int round = 0; round <= number; round++) {
      List<M> figures = beginningWith(round % sides.size(), sides);
      if (round > 0) {
        rounds.add(figures);
      }
    }
    return rounds;
  }

  private static <M> List<M> beginningWith(int first, List<Supplier<M>> sides) {
    List<Supplier<M>> order = new ArrayList<>(sides);
    Collections.rotate(order, -first);
    List<M> figures = new ArrayList<>(order.stream().map(Supplier::get).toList());
    Collections.rotate(figures, first);
    return List.copyOf(figures);
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
