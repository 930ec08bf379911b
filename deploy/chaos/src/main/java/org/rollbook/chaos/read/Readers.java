package org.rollbook.chaos.read;

import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.rollbook.chaos.account.ReadTally;
import org.rollbook.testkit.watch.Backend;
import org.rollbook.testkit.watch.Balancer;
import org.rollbook.testkit.watch.Outage;
import org.rollbook.testkit.watch.Watch;

/// All readers of one drill, from when this is made until it is closed.
public final class Readers implements AutoCloseable {

  private static final Duration TIME_TO_CONNECT = Duration.ofSeconds(2);
  private static final Duration TIME_TO_STOP = Duration.ofSeconds(20);

  private final ReadTally tally = new ReadTally();
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(TIME_TO_CONNECT)
          .build();
  private final Balancer balancer;
  private final List<Watch> watches;
  private final List<Thread> threads = new ArrayList<>();
  private final List<Runnable> stops = new ArrayList<>();

  /// Starts to read.
  ///
  /// @param partitions of the topology's journals
  /// @param load how many readers there are, and how much they read
  public Readers(
      DrilledView view,
      Writes writes,
      List<Backend> backends,
      int partitions,
      Load load,
      AgeBounds bounds,
      InstantSource clock) {
    balancer = new Balancer(backends);
    watches =
        WatchedKeys.of(view, partitions).stream()
            .map(key -> new Watch(key, balancer, http, AgeBounds.headers(bounds.usual()), clock))
            .toList();
    watches.forEach(watch -> begin("watch", watch, watch::stop));
    var asking = new Asking(view, bounds, balancer, http, tally, clock);
    for (var by : WriteReader.By.values()) {
      var reader = new WriteReader(by, asking, writes);
      begin("write-reader", reader, reader::stop);
    }
    var chance = new SplittableRandom(load.seed());
    for (int i = 0; i < load.readers(); i++) {
      var pace = new RequestPace(load.requestsPerSecond() / load.readers());
      var reader = new Reader(asking, pace, chance.split());
      begin("reader", reader, reader::stop);
    }
  }

  /// How many readers there are, and how much they read.
  ///
  /// @param requestsPerSecond of all readers together; watches and write readers come on top
  public record Load(int readers, double requestsPerSecond, long seed) {}

  public ReadTally tally() {
    return tally;
  }

  /// The longest time that any of the watched keys could not be read, known once this is closed.
  public Outage longestOutage() {
    return watches.stream()
        .map(Watch::longest)
        .max((left, right) -> left.lasted().compareTo(right.lasted()))
        .orElse(Outage.NONE);
  }

  /// Waits until nobody reads any more.
  @Override
  public void close() {
    stops.forEach(Runnable::run);
    try {
      for (Thread thread : threads) {
        thread.join(TIME_TO_STOP);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    balancer.close();
    http.shutdownNow();
  }

  private void begin(String name, Runnable work, Runnable stop) {
    stops.add(stop);
    threads.add(Thread.ofVirtual().name(name).start(work));
  }
}
