package org.rollbook.benchmark.write;

import static org.rollbook.benchmark.measure.Figure.commitIntervalsMore;
import static org.rollbook.benchmark.measure.Figure.timesAsMuch;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.rollbook.benchmark.measure.Aim;
import org.rollbook.benchmark.measure.ResultRow;
import org.rollbook.benchmark.measure.Rounds.PairedRun;
import org.rollbook.benchmark.measure.Workbench;
import org.rollbook.benchmark.site.Campuses;
import org.rollbook.benchmark.site.OurSite;
import org.rollbook.testkit.sample.ViewApi;

/// From the sending of an event to the first answer that has it, compared with a plain consumer
/// that sees it on its topic.
public record FreshnessBenchmark(Workbench workbench) {

  private static final List<Integer> EVENTS_PER_SECOND = List.of(100, 1_000, 5_000);

  /// An instance runs for weeks, so the first minute of its JVM is not measured.
  private static final Duration WARM_UP = Duration.ofMinutes(1);

  public List<ResultRow> rows() {
    try (var site = OurSite.deployed(1, workbench.jar("enrollments"), workbench.folder());
        var lms = site.bus().lms(site.prefix());
        var consumer =
            new PlainConsumer(
                site.bus().broker().bootstrapServers(), site.prefix() + "-" + Campuses.TOPIC)) {
      var probing = new Probing(lms, consumer, ViewApi.ofEnrollments(site.served(0).root()));
      var _ = probing.underLoad(EVENTS_PER_SECOND.getLast(), WARM_UP);
      return EVENTS_PER_SECOND.stream().flatMap(rate -> rows(rate, probing)).toList();
    }
  }

  private Stream<ResultRow> rows(int eventsPerSecond, Probing probing) {
    List<Probing.Result> rounds = workbench.rounds().of(() -> probed(eventsPerSecond, probing));
    var rows = paired(rounds, Probing.Result::rows);
    var counts = paired(rounds, Probing.Result::counts);
    String at = " at %,d events/s, a plain consumer".formatted(eventsPerSecond);
    return Stream.of(0.5, 0.99)
        .flatMap(
            part -> {
              String unit = "p%.0f ms".formatted(100 * part);
              ToDoubleFunction<Histogram> millis = times -> millis(times, part);
              return Stream.of(
                  workbench.row("rows" + at, rows, timesAsMuch(unit, millis, Aim.atMost(4))),
                  workbench.row(
                      "counts" + at, counts, commitIntervalsMore(unit, millis, Aim.atMost(3))));
            });
  }

  private static List<PairedRun<Histogram>> paired(
      List<Probing.Result> rounds, Function<Probing.Result, Histogram> ours) {
    return rounds.stream().map(it -> new PairedRun<>(ours.apply(it), it.seen())).toList();
  }

  private static double millis(Histogram nanos, double part) {
    return nanos.getValueAtPercentile(100 * part) / 1e6;
  }

  private Probing.Result probed(int eventsPerSecond, Probing probing) {
    Probing.Result result = probing.underLoad(eventsPerSecond, workbench.time());
    if (result.isLate()) {
      workbench
          .out()
          .println(
              "  More than a second late with %,d events/s: the machine is too slow for this pace."
                  .formatted(eventsPerSecond));
    }
    return result;
  }
}
