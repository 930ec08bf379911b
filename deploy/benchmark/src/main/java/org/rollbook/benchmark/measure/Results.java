package org.rollbook.benchmark.measure;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The rows of the benchmarks that are done. They are told and written as soon as they are there,
/// so that they outlive one that fails later, or is stopped.
public final class Results {

  private final Path file;
  private final PrintStream out;
  private final List<Row> rows = new ArrayList<>();

  /// @param file the `results.json`
  public Results(Path file, PrintStream out) {
    this.file = file;
    this.out = out;
  }

  /// Takes the rows of a benchmark.
  public void add(List<Row> more) {
    rows.addAll(more);
    out.println(Table.of(more));
    ResultsJson.write(file, rows);
  }

  /// Tells all of them at once.
  public void tell() {
    out.println(Table.of(rows));
  }
}
