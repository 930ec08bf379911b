package org.rollbook.benchmark.run;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rollbook.model.topic.KeyBytes;
import org.rollbook.model.topic.Partitions;
import org.rollbook.testkit.campus.Campus;
import org.rollbook.testkit.campus.CampusEnrollmentKey;
import org.rollbook.testkit.process.ChildProcess;
import org.rollbook.testkit.sample.ViewUrls;
import org.rollbook.testkit.site.Waiting;
import org.rollbook.testkit.watch.Backend;
import org.rollbook.testkit.watch.Balancer;
import org.rollbook.testkit.watch.Outage;
import org.rollbook.testkit.watch.Watch;
import org.rollbook.testkit.watch.WatchedKey;

/// The clients that ask for one enrollment and one course's counts in each partition, on and on,
/// from when this is made until it is closed.
final class Watchers implements AutoCloseable {

  private static final int PARTITIONS = 6;

  /// The sender of a request replaces this host with that of an instance.
  private static final ViewUrls URLS = ViewUrls.ofEnrollments(URI.create("http://any"));

  private static final Duration TIME_TO_RECOVER = Duration.ofMinutes(10);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Balancer balancer;
  private final List<Watch> watches;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  Watchers(List<Backend> backends, List<WatchedKey> keys, Clock clock) {
    balancer = new Balancer(backends);
    watches = keys.stream().map(key -> new Watch(key, balancer, http, Map.of(), clock)).toList();
    watches.forEach(threads::execute);
  }

  /// Waits until every key was answered with an as-of after a time.
  ///
  /// @param survivor the instance that has to answer
  /// @throws IllegalStateException that lists the keys that did not recover
  void awaitNewerThan(Instant time, ChildProcess survivor) {
    try {
      Waiting.untilSlowly(
          () -> {
            survivor.requireAlive();
            return late(time).findAny().isEmpty();
          },
          TIME_TO_RECOVER);
    } catch (AssertionError e) {
      throw new IllegalStateException(
          late(time)
              .map(watch -> "read as of " + watch.newestAsOf() + "; " + watch.longest())
              .collect(Collectors.joining("\n", "since " + time + ", not recovered:\n", "")),
          e);
    }
  }

  private Stream<Watch> late(Instant time) {
    return watches.stream().filter(watch -> watch.newestAsOf().filter(time::isBefore).isEmpty());
  }

  /// The longest time that any key could not be read.
  Outage longestOutage() {
    return watches.stream()
        .map(Watch::longest)
        .reduce(Outage.NONE, (one, other) -> other.isLongerThan(one) ? other : one);
  }

  /// The greatest age of the newest answer about any key.
  Duration longestGap() {
    return watches.stream()
        .map(Watch::longestGap)
        .max(Comparator.naturalOrder())
        .orElse(Duration.ZERO);
  }

  /// One enrollment and one course in each partition, from those that a campus has published.
  static List<WatchedKey> keys(Campus campus) {
    var lot = new SplittableRandom(1);
    Map<Integer, URI> courses = new HashMap<>();
    Map<Integer, URI> learners = new HashMap<>();
    while (courses.size() < PARTITIONS || learners.size() < PARTITIONS) {
      CampusEnrollmentKey any = campus.anyEnrollment(lot);
      courses.putIfAbsent(
          Partitions.of(KeyBytes.of(any.course()), PARTITIONS), URLS.figures(any.course()));
      learners.putIfAbsent(Partitions.of(KeyBytes.of(any.learner()), PARTITIONS), URLS.row(any));
    }
    List<WatchedKey> keys = new ArrayList<>();
    courses.forEach((partition, address) -> keys.add(new WatchedKey(partition, address)));
    learners.forEach((partition, address) -> keys.add(new WatchedKey(partition, address)));
    return keys;
  }

  @Override
  public void close() {
    watches.forEach(Watch::stop);
    threads.close();
    balancer.close();
    http.shutdownNow();
  }
}
