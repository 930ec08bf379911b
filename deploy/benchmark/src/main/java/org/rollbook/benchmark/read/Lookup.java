package org.rollbook.benchmark.read;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.rollbook.benchmark.load.Load;
import org.rollbook.benchmark.load.Question;
import org.rollbook.benchmark.measure.Aim;
import org.rollbook.benchmark.measure.Row;
import org.rollbook.benchmark.measure.Row.Ratio;
import org.rollbook.benchmark.measure.Workbench;
import org.rollbook.testkit.sample.ViewUrls;

/// A thousand enrollments: in one request, or one after the other on one connection.
public record Lookup(Stand stand, Workbench workbench) {

  private static final String NAME = "lookup";
  private static final int KEYS = 1_000;
  private static final Aim AT_ONCE = Aim.atLeast(20);
  private static final Aim BESIDE_POSTGRES = Aim.atLeast(1);

  public List<Row> rows() {
    Served ours = stand.ours(0);
    return Stream.concat(
            Stream.of(row("1,000 requests", () -> atOnce(ours), () -> oneByOne(ours), AT_ONCE)),
            stand.postgres().stream()
                .map(
                    postgres ->
                        row(
                            "PostgreSQL",
                            () -> atOnce(ours),
                            () -> atOnce(postgres),
                            BESIDE_POSTGRES)))
        .toList();
  }

  private Row row(String beside, Supplier<Double> ours, Supplier<Double> theirs, Aim aim) {
    return Row.of(
        NAME,
        beside,
        "ms",
        workbench.rounds().of(ours, theirs),
        Double::doubleValue,
        Ratio.TIMES_AS_FAST,
        aim);
  }

  private double atOnce(Served side) {
    return asked(chance -> Stand.lookup(side, stand.keys(KEYS, chance)));
  }

  private double oneByOne(Served side) {
    var urls = ViewUrls.ofEnrollments(side.root());
    return KEYS * asked(chance -> Question.get(urls.row(stand.keys(1, chance).getFirst())));
  }

  /// The mean time of an answer on one connection, in milliseconds.
  private double asked(Function<RandomGenerator, Question> questions) {
    return new Load(1, workbench.time()).of(questions).meanMicros() / 1e3;
  }
}
