package org.rollbook.benchmark.read;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.rollbook.benchmark.load.Load;
import org.rollbook.benchmark.load.Load.Result;
import org.rollbook.benchmark.measure.Aim;
import org.rollbook.benchmark.measure.Rounds;
import org.rollbook.benchmark.measure.Row;
import org.rollbook.benchmark.measure.Row.Ratio;
import org.rollbook.benchmark.measure.Turn;
import org.rollbook.testkit.campus.EnrollmentKey;
import org.rollbook.testkit.sample.ViewUrls;

/// Enrollments that one instance owns, asked of it and of the other.
record Hop(Stand stand, Rounds rounds, Duration time) {

  private static final String NAME = "hop";
  private static final int CONNECTIONS = 16;
  private static final int KEYS = 200;

  List<Row> rows() {
    List<EnrollmentKey> keys = ownedByTheFirst();
    var load = new Load(CONNECTIONS, time);
    List<Turn<Result>> turns = rounds.of(() -> asked(load, 1, keys), () -> asked(load, 0, keys));
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
    var urls = ViewUrls.ofEnrollments(stand.ours(instance));
    return load.of(chance -> Load.get(urls.row(keys.get(chance.nextInt(keys.size())))));
  }

  private List<EnrollmentKey> ownedByTheFirst() {
    var urls = ViewUrls.ofEnrollments(stand.ours(0));
    String owner = "active " + stand.nameOfOurs(0);
    var chance = RandomGenerator.of("L64X128MixRandom");
    try (var http = HttpClient.newHttpClient()) {
      return Stream.generate(() -> stand.keys(1, chance).getFirst())
          .filter(key -> owner.equals(servedBy(http, Load.get(urls.row(key)))))
          .limit(KEYS)
          .toList();
    }
  }

  private static String servedBy(HttpClient http, HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.discarding())
          .headers()
          .firstValue("Rollbook-Served-By")
          .orElse("nobody");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
