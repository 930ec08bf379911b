package org.rollbook.benchmark.read;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.rollbook.benchmark.load.Load;
import org.rollbook.benchmark.load.LoadRequest;
import org.rollbook.benchmark.measure.Aim;
import org.rollbook.benchmark.measure.ResultRow;
import org.rollbook.benchmark.measure.ResultRow.Ratio;
import org.rollbook.benchmark.measure.Workbench;
import org.rollbook.testkit.sample.ViewUrls;

/// A thousand enrollments: in one request, or one after the other on one connection.
public record LookupBenchmark(TestBed testBed, Workbench workbench) {

  private static final String NAME = "lookup";
  private static final int KEYS = 1_000;
  private static final Aim AT_ONCE = Aim.atLeast(20);
  private static final Aim BASELINE_POSTGRES = Aim.atLeast(1);

  public List<ResultRow> rows() {
    Served ours = testBed.ours(0);
    return Stream.concat(
            Stream.of(row("1,000 requests", () -> atOnce(ours), () -> oneByOne(ours), AT_ONCE)),
            testBed.postgres().stream()
                .map(
                    postgres ->
                        row(
                            "PostgreSQL",
                            () -> atOnce(ours),
                            () -> atOnce(postgres),
                            BASELINE_POSTGRES)))
        .toList();
  }

  private ResultRow row(String baseline, Supplier<Double> ours, Supplier<Double> theirs, Aim aim) {
    return ResultRow.of(
        NAME,
        baseline,
        "ms",
        workbench.rounds().of(ours, theirs),
        Double::doubleValue,
        Ratio.TIMES_AS_FAST,
        aim);
  }

  private double atOnce(Served served) {
    return asked(chance -> TestBed.lookup(served, testBed.keys(KEYS, chance)));
  }

  private double oneByOne(Served served) {
    var urls = ViewUrls.ofEnrollments(served.root());
    return KEYS * asked(chance -> LoadRequest.get(urls.row(testBed.keys(1, chance).getFirst())));
  }

  /// The mean time of an answer on one connection, in milliseconds.
  private double asked(Function<RandomGenerator, LoadRequest> questions) {
    return Load.closed(1, workbench.time()).of(questions).meanMicros() / 1e3;
  }
}
