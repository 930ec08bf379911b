package org.rollbook.benchmark.measure;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The rows of the finished benchmarks. Each benchmark's rows are printed and written at once, so
/// that they survive if a later benchmark fails or is stopped.
public final class Results {

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
    out.println(ResultTable.of(more));
    BenchmarkResultsJson.write(file, rows);
  }

  /// Prints all rows.
  public void print() {
    out.println(ResultTable.of(rows));
  }
}
