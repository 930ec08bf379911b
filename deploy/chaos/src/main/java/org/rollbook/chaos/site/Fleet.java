package org.rollbook.chaos.site;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.rollbook.testkit.process.ViewSettings;
import org.rollbook.testkit.watch.Backend;

/// The instances of a topology, most of them running. One thread.
public final class Fleet implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /// Everything has to stay where it is for this long to count as settled.
  private static final Duration STEADY = Duration.ofSeconds(2);

  private static final Duration TIME_TO_CONNECT = Duration.ofSeconds(1);

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

  private final List<Instance> instances;
  private final Consumer<String> report;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(TIME_TO_CONNECT).build();

  /// Instances that do not run yet.
  ///
  /// @param report receives a line for whatever happens unasked
  Fleet(List<ViewSettings> settings, Consumer<String> report) {
    instances = settings.stream().map(Instance::new).toList();
    this.report = report;
  }

  /// The instance with a number from 0; it may not run.
  public Instance instance(int number) {
    return instances.get(number);
  }

  /// All of them, as a load balancer has them configured.
  public List<Backend> backends() {
    return instances.stream().map(Instance::backend).toList();
  }

  /// Starts or stops instances until this many run, those with the lowest numbers, and waits until
  /// all is settled.
  ///
  /// @throws AssertionError if they do not settle in time
  public void settleAt(int number) {
    for (int i = 0; i < instances.size(); i++) {
      Instance instance = instances.get(i);
      if (i < number && !instance.isRunning()) {
        instance.start();
      } else if (i >= number && instance.isRunning()) {
        instance.stop();
      }
    }
    if (untilSettled().isEmpty()) {
      throw new AssertionError("%d instances did not settle within %s".formatted(number, PATIENCE));
    }
  }

  /// Waits until every partition of every view is active on a running instance and, where two or
  /// more instances run, standby on another; and until each of those has an active partition and is
  /// ready, and none restores anything.
  ///
  /// @return how long that took; empty if they did not settle in time
  public Optional<Duration> untilSettled() {
    long begun = System.nanoTime();
    Optional<Long> since = Optional.empty();
    for (long now = begun; now - begun < PATIENCE.toNanos(); now = System.nanoTime()) {
      supervise();
      long looked = now;
      since = isSettled() ? since.or(() -> Optional.of(looked)) : Optional.empty();
      if (since.isPresent() && now - since.get() >= STEADY.toNanos()) {
        return Optional.of(Duration.ofNanos(since.get() - begun));
      }
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
    }
    return Optional.empty();
  }

  /// Lets time pass, and restarts meanwhile whatever ends by itself.
  public void superviseFor(Duration time) {
    long begun = System.nanoTime();
    while (System.nanoTime() - begun < time.toNanos()) {
      supervise();
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
    }
  }

  private void supervise() {
    for (var instance : instances) {
      instance
          .revive()
          .ifPresent(
              code ->
                  report.accept(
                      "%s ended by itself with code %d, and is started again"
                          .formatted(instance.name(), code)));
    }
  }

  @Override
  public void close() {
    instances.forEach(Instance::close);
    http.shutdownNow();
  }

  private boolean isSettled() {
    List<Optional<ReportedReadiness>> report =
        instances.stream()
            .filter(Instance::isRunning)
            .map(instance -> ReportedReadiness.of(instance.readiness(), http))
            .toList();
    if (report.stream().anyMatch(Optional::isEmpty)) {
      return false;
    }
    List<ReportedReadiness> all = report.stream().flatMap(Optional::stream).toList();
    return all.stream().allMatch(one -> one.ready() && one.hasAnyActive() && !one.isRestoring())
        && all.stream()
            .flatMap(one -> one.states().keySet().stream())
            .distinct()
            .allMatch(partition -> isHeld(partition, all));
  }

  private static boolean isHeld(String partition, List<ReportedReadiness> all) {
    return all.stream().anyMatch(one -> one.hasActive(partition))
        && (all.size() == 1 || all.stream().anyMatch(one -> one.hasStandby(partition)));
  }
}
