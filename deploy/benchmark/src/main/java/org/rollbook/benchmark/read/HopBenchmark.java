package org.rollbook.benchmark.read;

import java.util.List;
import org.rollbook.benchmark.load.Load;
import org.rollbook.benchmark.load.Load.Result;
import org.rollbook.benchmark.load.LoadRequest;
import org.rollbook.benchmark.measure.Aim;
import org.rollbook.benchmark.measure.PairedRun;
import org.rollbook.benchmark.measure.ResultRow;
import org.rollbook.benchmark.measure.ResultRow.Ratio;
import org.rollbook.benchmark.measure.Workbench;
import org.rollbook.testkit.campus.CampusEnrollmentKey;
import org.rollbook.testkit.sample.ViewUrls;

/// Enrollments that one instance owns, asked of that instance and of the other.
public record HopBenchmark(TestBed testBed, Workbench workbench) {

  private static final String NAME = "hop";
  private static final int CONNECTIONS = 16;

  public List<ResultRow> rows() {
    List<CampusEnrollmentKey> keys = testBed.ownedByTheFirst();
    var load = Load.closed(CONNECTIONS, workbench.time());
    List<PairedRun<Result>> runs =
        workbench.rounds().of(() -> asked(load, 1, keys), () -> asked(load, 0, keys));
    String baseline = CONNECTIONS + " connections, the owner";
    return List.of(
        ResultRow.of(
            NAME,
            baseline,
            "requests/s",
            runs,
            Result::perSecond,
            Ratio.TIMES_AS_MUCH,
            Aim.atLeast(0.3)),
        ResultRow.of(
            NAME,
            baseline,
            "p50 us",
            runs,
            result -> result.micros(0.5),
            Ratio.TIMES_AS_FAST,
            Aim.atLeast(0.3)));
  }

  private Result asked(Load load, int instance, List<CampusEnrollmentKey> keys) {
    var urls = ViewUrls.ofEnrollments(testBed.ours(instance).root());
    return load.of(chance -> LoadRequest.get(urls.row(keys.get(chance.nextInt(keys.size())))));
  }
}
