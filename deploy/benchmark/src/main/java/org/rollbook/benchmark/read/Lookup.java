package org.rollbook.benchmark.read;

import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.rollbook.benchmark.load.Load;
import org.rollbook.benchmark.measure.Aim;
import org.rollbook.benchmark.measure.Row;
import org.rollbook.benchmark.measure.Row.Ratio;
import org.rollbook.benchmark.measure.Workbench;
import org.rollbook.testkit.campus.EnrollmentKey;
import org.rollbook.testkit.sample.ViewUrls;

/// A thousand enrollments: in one request, or one after the other on one connection.
public record Lookup(Stand stand, Workbench workbench) {

  private static final String NAME = "lookup";
  private static final int KEYS = 1_000;

  /// Of so many lookups the mean time is taken.
  private static final int TIMES = 20;

  public List<Row> rows() {
    try (var http = HttpClient.newHttpClient()) {
      return Stream.concat(
              Stream.of(
                  row(
                      "1,000 requests",
                      () -> atOnce(http, stand.ours(0).root()),
                      () -> oneByOne(http, stand.ours(0).root()),
                      Aim.atLeast(20))),
              stand.postgres().map(Served::root).stream()
                  .map(
                      postgres ->
                          row(
                              "PostgreSQL",
                              () -> atOnce(http, stand.ours(0).root()),
                              () -> atOnce(http, postgres),
                              Aim.atLeast(1))))
          .toList();
    }
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

  private double atOnce(HttpClient http, URI root) {
    var chance = RandomGenerator.of("L64X128MixRandom");
    long nanos = 0;
    for (int i = 0; i < TIMES; i++) {
      var request = Stand.lookup(root, stand.keys(KEYS, chance));
      long begun = System.nanoTime();
      Load.send(http, request);
      nanos += System.nanoTime() - begun;
    }
    return nanos / 1e6 / TIMES;
  }

  private double oneByOne(HttpClient http, URI root) {
    var urls = ViewUrls.ofEnrollments(root);
    List<EnrollmentKey> keys = stand.keys(KEYS, RandomGenerator.of("L64X128MixRandom"));
    long begun = System.nanoTime();
    for (EnrollmentKey key : keys) {
      Load.send(http, Load.get(urls.row(key)));
    }
    return (System.nanoTime() - begun) / 1e6;
  }
}
