package org.rollbook.benchmark.measure;

import java.util.List;

/// A figure as several rounds showed it.
public record Spread(double median, double min, double max) {

  /// Of some rounds, at least one. Of an even number, the median is the greater of the two in the
  /// middle.
  static Spread of(List<Double> figures) {
    if (figures.isEmpty()) {
      throw new IllegalArgumentException("figures must not be empty");
    }
    List<Double> sorted = figures.stream().sorted().toList();
    return new Spread(sorted.get(sorted.size() / 2), sorted.getFirst(), sorted.getLast());
  }
}
