package org.rollbook.benchmark.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
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
      List<M> figures = inOrderOf(round, sides);
      if (round > 0) {
        rounds.add(figures);
      }
    }
    return rounds;
  }

  /// Forwards and backwards in turns, so that it is not always the same one who comes after
  /// another.
  private static <M> List<M> inOrderOf(int round, List<Supplier<M>> sides) {
    int step = round % 2 == 0 ? 1 : -1;
    SortedMap<Integer, M> figures = new TreeMap<>();
    for (int i = 0; i < sides.size(); i++) {
      int side = Math.floorMod(round + step * i, sides.size());
      figures.put(side, sides.get(side).get());
    }
    return List.copyOf(figures.values());
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
