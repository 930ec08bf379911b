package org.rollbook.benchmark.measure;

import java.util.List;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/// Measures the contenders alternately, so that other load on the machine affects all of them
/// alike. The contender that begins changes from round to round.
///
/// @param number how many rounds count; one more before them does not
public record Rounds(int number) {

  /// What one round showed, ours and theirs.
  public record PairedRun<M>(M ours, M theirs) {

    /// Ours, which is the first of each round, and another, by its number.
    public static <M> List<PairedRun<M>> of(List<List<M>> rounds, int other) {
      return rounds.stream()
          .map(round -> new PairedRun<>(round.getFirst(), round.get(other)))
          .toList();
    }
  }

  /// The figures of each round.
  public <M> List<PairedRun<M>> of(Supplier<M> ours, Supplier<M> theirs) {
    return PairedRun.of(ofAll(List.of(ours, theirs)), 1);
  }

  /// What each round showed, measured of all contenders at once.
  public <M> List<M> of(Supplier<M> all) {
    return ofAll(List.of(all)).stream().map(List::getFirst).toList();
  }

  /// The figures of each round, of any number of contenders, in the given order.
  public <M> List<List<M>> ofAll(List<Supplier<M>> contenders) {
    List<List<M>> all =
        IntStream.rangeClosed(0, number).mapToObj(round -> inOrderOf(round, contenders)).toList();
    return all.subList(1, all.size());
  }

  /// Alternately forwards and backwards, so that a contender does not always come after the same
  /// one.
  private static <M> List<M> inOrderOf(int round, List<Supplier<M>> contenders) {
    int step = round % 2 == 0 ? 1 : -1;
    var figures = new TreeMap<Integer, M>();
    for (int i = 0; i < contenders.size(); i++) {
      int contender = Math.floorMod(round + step * i, contenders.size());
      figures.put(contender, contenders.get(contender).get());
    }
    return List.copyOf(figures.values());
  }
}
