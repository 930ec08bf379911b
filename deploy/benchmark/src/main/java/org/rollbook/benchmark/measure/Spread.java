package org.rollbook.benchmark.measure;

import java.util.List;

/// The median and range of a figure over several rounds.
public record Spread(double median, double min, double max) {

  /// Of at least one round. Of an even number of rounds, the median is the greater of the two in
  /// the middle.
  static Spread of(List<Double> figures) {
    if (figures.isEmpty()) {
      throw new IllegalArgumentException("figures must not be empty");
    }
    List<Double> sorted = figures.stream().sorted().toList();
    return new Spread(sorted.get(sorted.size() / 2), sorted.getFirst(), sorted.getLast());
  }
}
