package org.rollbook.benchmark.read;

import java.util.List;
import org.rollbook.benchmark.load.Load;
import org.rollbook.benchmark.load.Load.Result;
import org.rollbook.benchmark.load.Question;
import org.rollbook.benchmark.measure.Aim;
import org.rollbook.benchmark.measure.Row;
import org.rollbook.benchmark.measure.Row.Ratio;
import org.rollbook.benchmark.measure.Turn;
import org.rollbook.benchmark.measure.Workbench;
import org.rollbook.testkit.campus.EnrollmentKey;
import org.rollbook.testkit.sample.ViewUrls;

/// Enrollments that one instance owns, asked of it and of the other.
public record Hop(Stand stand, Workbench workbench) {

  private static final String NAME = "hop";
  private static final int CONNECTIONS = 16;

  public List<Row> rows() {
    List<EnrollmentKey> keys = stand.ownedByTheFirst();
    var load = new Load(CONNECTIONS, workbench.time());
    List<Turn<Result>> turns =
        workbench.rounds().of(() -> asked(load, 1, keys), () -> asked(load, 0, keys));
    String beside = CONNECTIONS + " connections, the owner";
    return List.of(
        Row.of(
            NAME,
            beside,
            "requests/s",
            turns,
            Result::perSecond,
            Ratio.TIMES_AS_MUCH,
            Aim.atLeast(0.3)),
        Row.of(
            NAME,
            beside,
            "p50 us",
            turns,
            result -> result.micros(0.5),
            Ratio.TIMES_AS_FAST,
            Aim.atLeast(0.3)));
  }

  private Result asked(Load load, int instance, List<EnrollmentKey> keys) {
    var urls = ViewUrls.ofEnrollments(stand.ours(instance).root());
    return load.of(chance -> Question.get(urls.row(keys.get(chance.nextInt(keys.size())))));
  }
}
