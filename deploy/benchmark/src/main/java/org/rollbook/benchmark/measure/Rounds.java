package org.rollbook.benchmark.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/// Measures the contenders alternately, so that other load on the machine affects all of them
/// alike. The contender that begins changes from round to round.
///
/// @param number how many rounds count; one more before them does not
public record Rounds(int number) {

  /// The figures of each round.
  public <M> List<PairedRun<M>> of(Supplier<M> ours, Supplier<M> theirs) {
    List<PairedRun<M>> runs = new ArrayList<>();
    for (int round = 0; round <= number; round++) {
      PairedRun<M> run = round % 2 == 0 ? oursFirst(ours, theirs) : theirsFirst(ours, theirs);
      if (round > 0) {
        runs.add(run);
      }
    }
    return runs;
  }

  /// The figures of each round, for a measurement that covers all contenders at once.
  public <M> List<M> of(Supplier<M> all) {
    return ofAll(List.of(all)).stream().map(List::getFirst).toList();
  }

  /// The figures of each round, of any number of contenders, in the given order.
  public <M> List<List<M>> ofAll(List<Supplier<M>> contenders) {
    List<List<M>> rounds = new ArrayList<>();
    for (int round = 0; round <= number; round++) {
      List<M> figures = inOrderOf(round, contenders);
      if (round > 0) {
        rounds.add(figures);
      }
    }
    return rounds;
  }

  /// Alternately forwards and backwards, so that a contender does not always come after the same
  /// one.
  private static <M> List<M> inOrderOf(int round, List<Supplier<M>> contenders) {
    int step = round % 2 == 0 ? 1 : -1;
    SortedMap<Integer, M> figures = new TreeMap<>();
    for (int i = 0; i < contenders.size(); i++) {
      int contender = Math.floorMod(round + step * i, contenders.size());
      figures.put(contender, contenders.get(contender).get());
    }
    return List.copyOf(figures.values());
  }

  private static <M> PairedRun<M> oursFirst(Supplier<M> ours, Supplier<M> theirs) {
    M first = ours.get();
    return new PairedRun<>(first, theirs.get());
  }

  private static <M> PairedRun<M> theirsFirst(Supplier<M> ours, Supplier<M> theirs) {
    M first = theirs.get();
    return new PairedRun<>(ours.get(), first);
  }
}
