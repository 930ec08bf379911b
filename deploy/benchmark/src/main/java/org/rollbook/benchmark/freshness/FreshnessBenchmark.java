package org.rollbook.benchmark.freshness;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.rollbook.benchmark.measure.Aim;
import org.rollbook.benchmark.measure.PairedRun;
import org.rollbook.benchmark.measure.ResultRow;
import org.rollbook.benchmark.measure.ResultRow.Ratio;
import org.rollbook.benchmark.measure.Workbench;
import org.rollbook.benchmark.site.OurSite;
import org.rollbook.testkit.sample.ViewApi;

/// From the sending of an event to the first answer that has it, compared with a plain consumer
/// that sees it on its topic.
public record FreshnessBenchmark(Workbench workbench) {

  private static final String NAME = "freshness";
  private static final List<Integer> EVENTS_PER_SECOND = List.of(100, 1_000, 5_000);

  /// An instance runs for weeks, so the first minute of its JVM is not measured.
  private static final Duration WARM_UP = Duration.ofMinutes(1);

  private static final List<Double> PARTS = List.of(0.5, 0.99);
  private static final Aim ROWS = Aim.atMost(4);
  private static final Aim COUNTS = Aim.atMost(3);

  public List<ResultRow> rows() {
    try (var site = new OurSite(workbench.enrollmentsJar(), 1, workbench.folder());
        var lms = site.lms();
        var consumer = new PlainConsumer(site)) {
      var probing =
          new Probing(lms, consumer, ViewApi.ofEnrollments(site.root(0)), workbench.out());
      var _ = probing.underLoad(EVENTS_PER_SECOND.getLast(), WARM_UP);
      return EVENTS_PER_SECOND.stream()
          .flatMap(
              eventsPerSecond -> {
                List<Probing.Result> rounds =
                    workbench
                        .rounds()
                        .of(() -> probing.underLoad(eventsPerSecond, workbench.time()));
                return PARTS.stream().flatMap(part -> rows(eventsPerSecond, part, rounds));
              })
          .toList();
    }
  }

  private static Stream<ResultRow> rows(
      int eventsPerSecond, double part, List<Probing.Result> rounds) {
    return Stream.of(
        row("rows", eventsPerSecond, part, rounds, Probing.Result::rows, Ratio.TIMES_AS_MUCH, ROWS),
        row(
            "counts",
            eventsPerSecond,
            part,
            rounds,
            Probing.Result::counts,
            Ratio.COMMIT_INTERVALS_MORE,
            COUNTS));
  }

  private static ResultRow row(
      String what,
      int eventsPerSecond,
      double part,
      List<Probing.Result> rounds,
      Function<Probing.Result, Histogram> ours,
      Ratio ratio,
      Aim aim) {
    return ResultRow.of(
        NAME,
        "%s at %,d events/s, a plain consumer".formatted(what, eventsPerSecond),
        "p%.0f ms".formatted(100 * part),
        rounds.stream().map(round -> new PairedRun<>(ours.apply(round), round.seen())).toList(),
        nanos -> nanos.getValueAtPercentile(100 * part) / 1e6,
        ratio,
        aim);
  }
}
