package org.rollbook.chaos.account;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The results as a person reads them.
public final class DrillTable {

  private static final List<String> HEADER =
      List.of(
          "drill",
          "reads",
          "wrong rows",
          "false absent",
          "partial lists",
          "bounds broken",
          "writes not read back",
          "refused",
          "unreadable ms",
          "freshness gap ms",
          "restore ms");

  private DrillTable() {}

  /// The lines of the table, and below it why reads were refused, and which instances did not
  /// answer in time, so that another one was asked.
  public static String of(List<DrillResult> results) {
    List<List<String>> cells = new ArrayList<>();
    cells.add(HEADER);
    results.stream().map(DrillTable::cells).forEach(cells::add);
    int[] widths =
        IntStream.range(0, HEADER.size())
            .map(column -> cells.stream().mapToInt(row -> row.get(column).length()).max().orElse(0))
            .toArray();
    String table =
        cells.stream().map(row -> line(row, widths)).collect(Collectors.joining("\n", "", "\n"));
    return table + results.stream().map(DrillTable::below).collect(Collectors.joining());
  }

  private static List<String> cells(DrillResult result) {
    return List.of(
        result.drill(),
        whole(result.reads()),
        whole(result.wrongRows()),
        whole(result.falseAbsent()),
        whole(result.partialLists()),
        whole(result.boundsBroken()),
        whole(result.writesNotReadBack()),
        "%s (%.3f %%)".formatted(whole(result.refused()), percent(result)),
        whole(result.longestUnreadable()),
        whole(result.longestFreshnessGap()),
        whole(result.restore()));
  }

  private static String whole(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static double percent(DrillResult result) {
    return result.reads() == 0 ? 0 : 100.0 * result.refused() / result.reads();
  }

  /// The name to the left, numbers to the right.
  private static String line(List<String> cells, int[] widths) {
    return IntStream.range(0, cells.size())
        .mapToObj(
            column ->
                ("%" + (column == 0 ? "-" : "") + widths[column] + "s")
                    .formatted(cells.get(column)))
        .collect(Collectors.joining("  "));
  }

  private static String below(DrillResult result) {
    return counts("refused in " + result.drill(), result.reasons())
        + counts("asked again in " + result.drill() + " after", result.silent());
  }

  private static String counts(String what, Map<String, Long> counts) {
    return counts.isEmpty()
        ? ""
        : counts.entrySet().stream()
            .map(count -> count.getKey() + " " + whole(count.getValue()))
            .collect(Collectors.joining(", ", what + ": ", "\n"));
  }
}
