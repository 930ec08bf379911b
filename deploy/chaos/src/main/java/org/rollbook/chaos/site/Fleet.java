package org.rollbook.chaos.site;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.rollbook.chaos.read.Backend;
import org.rollbook.testkit.process.ViewSettings;
import org.rollbook.testkit.site.Waiting;

/// The instances of a topology, most of them running. One thread.
public final class Fleet implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /// Everything has to stay where it is for so long to be called settled.
  private static final Duration STEADY = Duration.ofSeconds(2);

  private static final Duration TIME_TO_CONNECT = Duration.ofSeconds(1);

  private final List<Instance> instances;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(TIME_TO_CONNECT).build();

  Fleet(List<ViewSettings> settings) {
    instances = settings.stream().map(Instance::new).toList();
  }

  /// The instance of a number from 0; it may not run.
  public Instance instance(int number) {
    return instances.get(number);
  }

  /// All of them, as a load balancer has them configured.
  public List<Backend> backends() {
    return instances.stream().map(Instance::backend).toList();
  }

  /// Starts or stops instances until the first so many run, and waits until all is settled.
  public void settleAt(int number) {
    for (int i = 0; i < instances.size(); i++) {
      Instance instance = instances.get(i);
      if (i < number && !instance.isRunning()) {
        instance.start();
      } else if (i >= number && instance.isRunning()) {
        instance.stop();
      }
    }
    awaitSettled();
  }

  /// Waits until every partition of every view is active on an instance that runs, each of those
  /// has some and is ready, and none restores anything.
  ///
  /// @return how long that took
  public Duration awaitSettled() {
    long begun = System.nanoTime();
    var settled =
        new Object() {
          Optional<Long> since = Optional.empty();
        };
    Waiting.until(
        () -> {
          long now = System.nanoTime();
          settled.since = isSettled() ? settled.since.or(() -> Optional.of(now)) : Optional.empty();
          return settled.since.filter(since -> now - since >= STEADY.toNanos()).isPresent();
        },
        PATIENCE);
    return Duration.ofNanos(settled.since.orElseThrow() - begun);
  }

  @Override
  public void close() {
    instances.forEach(Instance::close);
    http.shutdownNow();
  }

  private boolean isSettled() {
    List<Optional<Readiness>> told =
        instances.stream()
            .filter(Instance::isRunning)
            .map(instance -> Readiness.of(instance.readiness(), http))
            .toList();
    if (told.stream().anyMatch(Optional::isEmpty)) {
      return false;
    }
    List<Readiness> all = told.stream().flatMap(Optional::stream).toList();
    return all.stream().allMatch(one -> one.ready() && one.hasAnyActive() && !one.isRestoring())
        && all.stream()
            .flatMap(one -> one.states().keySet().stream())
            .distinct()
            .allMatch(partition -> all.stream().anyMatch(one -> one.hasActive(partition)));
  }
}
