package org.rollbook.testkit.shape;

import java.util.ArrayList;
import java.util.List;

/// The lines of two texts, those that only the first has with a `-` before them, those that only
/// the second has with a `+`.
final class LineDifference {

  private final List<String> before;
  private final List<String> after;

  /// How many lines the rests of both, from line i and line j on, have in common in order.
  private final int[][] common;

  private LineDifference(List<String> before, List<String> after) {
    this.before = before;
    this.after = after;
    common = new int[before.size() + 1][after.size() + 1];
    for (int i = before.size() - 1; i >= 0; i--) {
      for (int j = after.size() - 1; j >= 0; j--) {
        common[i][j] =
            before.get(i).equals(after.get(j))
                ? common[i + 1][j + 1] + 1
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
  }

  static List<String> of(List<String> before, List<String> after) {
    return new LineDifference(before, after).lines();
  }

  private List<String> lines() {
    List<String> lines = new ArrayList<>();
    int i = 0;
    int j = 0;
    while (i < before.size() || j < after.size()) {
      if (i < before.size() && j < after.size() && before.get(i).equals(after.get(j))) {
        lines.add("  " + before.get(i++));
        j++;
      } else if (j == after.size() || (i < before.size() && common[i + 1][j] >= common[i][j + 1])) {
        lines.add("- " + before.get(i++));
      } else {
        lines.add("+ " + after.get(j++));
      }
    }
    return lines;
  }
}
