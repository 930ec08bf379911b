package org.rollbook.benchmark.measure;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The rows as a person reads them: medians, and in brackets the range.
public final class ResultTable {

  private static final List<String> HEADER =
      List.of("benchmark", "beside", "unit", "ours", "theirs", "ratio", "aim", "met");

  private ResultTable() {}

  /// The lines of the table.
  public static String of(List<ResultRow> rows) {
    List<List<String>> cells =
        Stream.concat(Stream.of(HEADER), rows.stream().map(ResultTable::cells)).toList();
    int[] widths =
        IntStream.range(0, HEADER.size())
            .map(column -> cells.stream().mapToInt(row -> row.get(column).length()).max().orElse(0))
            .toArray();
    return cells.stream().map(row -> line(row, widths)).collect(Collectors.joining("\n", "", "\n"));
  }

  private static List<String> cells(ResultRow row) {
    return List.of(
        row.benchmark(),
        row.baseline(),
        row.unit(),
        text(row.ours()),
        text(row.theirs()),
        text(row.ratio()),
        row.aim().toString(),
        row.met() ? "yes" : "no");
  }

  private static String text(Spread spread) {
    return "%s (%s - %s)".formatted(text(spread.median()), text(spread.min()), text(spread.max()));
  }

  /// With as many digits as are significant.
  private static String text(double figure) {
    int decimals = figure >= 100 ? 0 : figure >= 1 ? 2 : 4;
    return String.format(Locale.ROOT, "%,." + decimals + "f", figure);
  }

  private static String line(List<String> cells, int[] widths) {
    return IntStream.range(0, cells.size())
        .mapToObj(column -> ("%-" + widths[column] + "s").formatted(cells.get(column)))
        .collect(Collectors.joining("  "))
        .stripTrailing();
  }
}
