package org.rollbook.benchmark.measure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.rollbook.benchmark.measure.ResultRow.Spread;
import org.rollbook.testkit.JsonFile;

/// The rows of the finished benchmarks, for people and for programs. Each benchmark's rows are
/// printed and written at once, so that they survive if a later benchmark fails or is stopped.
public final class Results {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final List<String> HEADER =
      List.of("benchmark", "beside", "unit", "ours", "theirs", "ratio", "aim", "met");

  private final Path file;
  private final PrintStream out;
  private final List<ResultRow> rows = new ArrayList<>();

  /// @param file the `results.json`
  public Results(Path file, PrintStream out) {
    this.file = file;
    this.out = out;
  }

  /// Adds, prints and writes the rows of a benchmark.
  public void add(List<ResultRow> more) {
    rows.addAll(more);
    out.println(table(more));
    JsonFile.write(file, json(rows));
  }

  /// Prints all rows.
  public void print() {
    out.println(table(rows));
  }

  static JsonNode json(List<ResultRow> rows) {
    ArrayNode array = JSON.createArrayNode();
    for (ResultRow row : rows) {
      ObjectNode object = JSON.valueToTree(row);
      array.add(object.put("aim", row.aim().toString()).put("met", row.met()));
    }
    return array;
  }

  /// Medians, and in parentheses the range.
  static String table(List<ResultRow> rows) {
    List<List<String>> cells =
        Stream.concat(Stream.of(HEADER), rows.stream().map(Results::cells)).toList();
    int[] widths =
        IntStream.range(0, HEADER.size())
            .map(column -> cells.stream().mapToInt(row -> row.get(column).length()).max().orElse(0))
            .toArray();
    return cells.stream().map(row -> line(row, widths)).collect(Collectors.joining("\n", "", "\n"));
  }

  private static List<String> cells(ResultRow row) {
    return List.of(
        row.benchmark(),
        row.beside(),
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
