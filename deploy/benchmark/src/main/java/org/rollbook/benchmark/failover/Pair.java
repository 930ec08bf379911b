package org.rollbook.benchmark.failover;

import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.rollbook.benchmark.data.Campuses;
import org.rollbook.benchmark.site.EventBus;
import org.rollbook.benchmark.site.InstanceHealth;
import org.rollbook.benchmark.site.InstanceHealth.State;
import org.rollbook.testkit.TemporaryFolder;
import org.rollbook.testkit.campus.Campus;
import org.rollbook.testkit.process.ChildProcess;
import org.rollbook.testkit.process.ViewProcess;
import org.rollbook.testkit.process.ViewSettings;
import org.rollbook.testkit.watch.Backend;
import org.rollbook.testkit.watch.WatchedKey;

/// Two instances of a site, of which one is killed, again and again. One thread.
final class Pair implements AutoCloseable {

  private static final List<String> HEAP = List.of("-Xmx512m");

  private static final Duration TIME_TO_SETTLE = Duration.ofMinutes(5);

  /// Everything has to stay where it is for this long to count as settled.
  private static final Duration STEADY = Duration.ofSeconds(3);

  /// Replicas receive a watermark once a second, so an older as-of means that something is behind.
  private static final Duration FRESH = Duration.ofSeconds(5);

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

  private final String site;
  private final Kind kind;
  private final Clock clock = Clock.systemUTC();
  private final HttpClient http = HttpClient.newHttpClient();
  private final Campus campus = Campuses.young();
  private final List<ViewProcess> instances;
  private final List<WatchedKey> keys;
  private volatile boolean killed;

  /// How the two instances are configured.
  enum Kind {
    /// With Rollbook's own settings.
    OURS,
    /// With the default settings of Kafka Streams: no standbys, and a long wait for a silent
    /// member.
    DEFAULTS;

    ViewSettings of(ViewSettings settings) {
      return switch (this) {
        case OURS -> settings;
        case DEFAULTS ->
            settings
                .with("ROLLBOOK_STANDBY_REPLICAS", "0")
                .with("KAFKA_CONSUMER_SESSION_TIMEOUT_MS", "45000")
                .with("KAFKA_CONSUMER_HEARTBEAT_INTERVAL_MS", "3000")
                .with("KAFKA_PROBING_REBALANCE_INTERVAL_MS", "600000")
                .with("KAFKA_ACCEPTABLE_RECOVERY_LAG", "10000");
      };
    }

    private boolean hasStandbys() {
      return this == OURS;
    }
  }

  /// Starts both, fills them with enrollments, and stops them.
  Pair(EventBus bus, Kind kind, Path jar, Path folder, int enrollments) {
    this.site = kind.name().toLowerCase(Locale.ROOT);
    this.kind = kind;
    instances =
        IntStream.range(0, 2)
            .mapToObj(number -> bus.instance(site, jar, folder.resolve(site + number)))
            .map(settings -> kind.of(settings).withJvmArguments(HEAP))
            .map(ViewProcess::start)
            .toList();
    instances.forEach(instance -> instance.awaitReady(TIME_TO_SETTLE));
    var _ = bus.fill(site, campus, enrollments);
    keys = Watchers.keys(campus);
    awaitSettled();
    stop();
  }

  String site() {
    return site;
  }

  Campus campus() {
    return campus;
  }

  /// What clients ask for, the same for each kind.
  List<WatchedKey> keys() {
    return keys;
  }

  /// Starts both with empty state, so that neither has a prior claim to any partition; returns when
  /// everything is where it should be.
  void start() {
    killed = false;
    for (ViewProcess instance : instances) {
      new TemporaryFolder(instance.settings().folder().resolve("state")).close();
    }
    instances.forEach(ViewProcess::startAgain);
    awaitSettled();
  }

  /// Ends the first without a chance to tidy up.
  Instant kill() {
    killed = true;
    Instant now = clock.instant();
    instances.getFirst().kill();
    return now;
  }

  /// The instance that is left.
  ChildProcess survivor() {
    return instances.getLast().process();
  }

  /// Stops those that run, in good order.
  void stop() {
    instances.stream().filter(instance -> instance.process().isAlive()).forEach(ViewProcess::stop);
  }

  /// Both, as a load balancer has them configured.
  List<Backend> backends() {
    return List.of(
        backend(instances.getFirst(), () -> killed), backend(instances.getLast(), () -> false));
  }

  private static Backend backend(ViewProcess instance, BooleanSupplier down) {
    return new Backend(
        instance.settings().name(),
        URI.create(instance.url()),
        URI.create(instance.managementUrl() + "/health/readiness"),
        down);
  }

  private void awaitSettled() {
    long begun = System.nanoTime();
    long since = begun;
    while (System.nanoTime() - since < STEADY.toNanos()) {
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
      long now = System.nanoTime();
      since = isSettled() ? since : now;
      if (now - begun > TIME_TO_SETTLE.toNanos()) {
        throw new IllegalStateException("two instances of " + site + " do not settle");
      }
    }
  }

  private boolean isSettled() {
    return InstanceHealth.ofAll(instances, http)
        .filter(health -> health.stream().allMatch(one -> one.ready() && isSettled(one)))
        .filter(health -> InstanceHealth.isEachIn(State.READY, health))
        .filter(health -> !kind.hasStandbys() || InstanceHealth.isEachIn(State.STANDBY, health))
        .isPresent();
  }

  private boolean isSettled(InstanceHealth one) {
    Instant fresh = clock.instant().minus(FRESH);
    return one.in(State.READY).findAny().isPresent()
        && one.in(State.RESTORING).findAny().isEmpty()
        && one.parts().stream()
            .filter(part -> part.state() != State.ELSEWHERE)
            .allMatch(part -> part.asOf().filter(fresh::isBefore).isPresent());
  }

  @Override
  public void close() {
    instances.forEach(ViewProcess::close);
    http.close();
  }
}
