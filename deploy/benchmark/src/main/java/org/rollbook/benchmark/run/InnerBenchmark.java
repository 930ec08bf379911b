package org.rollbook.benchmark.run;

import java.util.List;
import java.util.regex.Pattern;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.rollbook.benchmark.embedded.MergeOfRow;
import org.rollbook.benchmark.embedded.RowToJson;
import org.rollbook.benchmark.measure.Aim;
import org.rollbook.benchmark.measure.Figure;
import org.rollbook.benchmark.measure.ResultRow;
import org.rollbook.benchmark.measure.Workbench;

/// Merging a row, and writing it as JSON, each by itself in a JVM of its own, under JMH.
public record InnerBenchmark(Workbench workbench) {

  private static final int WARM_UPS = 3;
  private static final int MEASUREMENTS = 2;
  private static final TimeValue SECOND = TimeValue.seconds(1);

  public List<ResultRow> rows() {
    return List.of(
        row("merge of a row, bare Avro", MergeOfRow.class, "bareAvro"),
        row("row to JSON, plain Jackson", RowToJson.class, "plainJackson"));
  }

  private ResultRow row(String beside, Class<?> type, String theirs) {
    return workbench.compare(
        beside,
        () -> nanos(type, "ours"),
        () -> nanos(type, theirs),
        Figure.timesAsFast("ns", Double::doubleValue, Aim.NONE));
  }

  private static double nanos(Class<?> type, String method) {
    var options =
        new OptionsBuilder()
            .include("^" + Pattern.quote(type.getName() + "." + method) + "$")
            .forks(1)
            .warmupIterations(WARM_UPS)
            .warmupTime(SECOND)
            .measurementIterations(MEASUREMENTS)
            .measurementTime(SECOND)
            .verbosity(VerboseMode.SILENT)
            .build();
    try {
      return new Runner(options).runSingle().getPrimaryResult().getScore();
    } catch (RunnerException e) {
      throw new IllegalStateException(e);
    }
  }
}
