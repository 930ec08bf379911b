package org.rollbook.benchmark.site;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.rollbook.benchmark.measure.OsProcesses;
import org.rollbook.benchmark.measure.Served;
import org.rollbook.benchmark.measure.Workbench;
import org.rollbook.benchmark.site.InstanceHealth.State;
import org.rollbook.testkit.TemporaryFolder;
import org.rollbook.testkit.campus.Campus;
import org.rollbook.testkit.process.JvmArguments;
import org.rollbook.testkit.process.ViewProcess;
import org.rollbook.testkit.process.ViewSettings;
import org.rollbook.testkit.site.Waiting;
import org.rollbook.testkit.web.Web;

/// All instances of a topology at a site of their own. One thread.
public final class OurSite implements AutoCloseable {

  private static final String DEPLOYED = "benchmark";
  private static final String STANDBYS = "ROLLBOOK_STANDBY_REPLICAS";
  private static final Duration TIME_TO_START = Duration.ofMinutes(5);
  private static final Duration TIME_TO_FILL = Duration.ofHours(2);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

  private final EventBus bus;
  private final String prefix;
  private final List<ViewProcess> instances;
  private final boolean hasStandbys;
  private final Runnable afterwards;
  private final List<Web> management;

  /// How long an empty instance took to restore everything.
  ///
  /// @param restoring from when it began to restore until it was ready
  /// @param sinceStart from the start of its JVM
  public record Restored(Duration restoring, Duration sinceStart) {}

  private OurSite(EventBus bus, String prefix, List<ViewSettings> settings, Runnable afterwards) {
    this.bus = bus;
    this.prefix = prefix;
    this.afterwards = afterwards;
    hasStandbys =
        settings.size() > 1 && !"0".equals(settings.getFirst().environment().get(STANDBYS));
    instances = settings.stream().map(ViewProcess::start).toList();
    management = settings.stream().map(one -> new Web(one.managementPort())).toList();
    awaitReady();
  }

  /// Starts instances with settings of [EventBus#instance], and waits until they are ready.
  public static OurSite of(EventBus bus, String prefix, List<ViewSettings> instances) {
    return new OurSite(bus, prefix, instances, () -> {});
  }

  /// The only instance of a site, without standbys, which therefore owns everything.
  public static OurSite ofOne(EventBus bus, String prefix, ViewSettings instance) {
    return of(bus, prefix, List.of(instance.with(STANDBYS, "0")));
  }

  /// The only instance of enrollments at a site.
  public static OurSite ofOne(EventBus bus, String prefix, List<String> jvm, Workbench workbench) {
    Path folder = workbench.folder().resolve("ours");
    return ofOne(
        bus, prefix, bus.instance(prefix, workbench.jar("enrollments"), folder, jvm, Map.of()));
  }

  /// Enrollments as one would deploy them, with an event bus of their own.
  public static OurSite deployed(int instances, Path jar, Path folder) {
    var bus = new EventBus(folder, Map.of());
    List<ViewSettings> settings =
        IntStream.range(0, instances)
            .mapToObj(number -> folder.resolve("i" + number))
            .map(own -> bus.instance(DEPLOYED, jar, own, JvmArguments.AT_WORK, Map.of()))
            .toList();
    return new OurSite(bus, DEPLOYED, settings, bus::close);
  }

  public String prefix() {
    return prefix;
  }

  public EventBus bus() {
    return bus;
  }

  /// An instance, by its number from 0.
  public ViewProcess instance(int number) {
    return instances.get(number);
  }

  /// An instance as its clients see it.
  public Served served(int number) {
    ViewProcess instance = instance(number);
    return new Served(URI.create(instance.url()), OsProcesses.of(instance.process().pid()));
  }

  /// Publishes the events of its campus until there are this many enrollments, and waits until the
  /// instances have all of them.
  public void fill(Campus campus, int enrollments) {
    var _ = bus.fill(prefix, campus, enrollments);
    awaitReceived(Clock.systemUTC().instant());
  }

  public void awaitReceived(Instant published) {
    Waiting.untilSlowly(() -> haveReceived(published), TIME_TO_FILL);
  }

  /// Whether each instance has its share, and each partition an owner and its standby, if there are
  /// any, which have everything that was published before a time.
  public boolean haveReceived(Instant published) {
    List<InstanceHealth> health =
        IntStream.range(0, instances.size())
            .mapToObj(this::health)
            .flatMap(Optional::stream)
            .filter(one -> one.hasReceived(published))
            .toList();
    return health.size() == instances.size()
        && InstanceHealth.isEachIn(State.READY, health)
        && (!hasStandbys || InstanceHealth.isEachIn(State.STANDBY, health));
  }

  /// Stops those that run, in good order.
  public void stop() {
    instances.stream().filter(instance -> instance.process().isAlive()).forEach(ViewProcess::stop);
  }

  /// Starts them again with their state.
  public void startAgain() {
    instances.forEach(ViewProcess::startAgain);
    awaitReady();
  }

  /// Starts them again with empty disks; they are not ready yet.
  public void startEmpty() {
    emptyDisks();
    instances.forEach(ViewProcess::startAgain);
  }

  private void emptyDisks() {
    for (ViewProcess instance : instances) {
      new TemporaryFolder(instance.settings().folder().resolve("state")).close();
    }
  }

  /// Starts the only instance with an empty disk, waits until it has restored everything from its
  /// changelogs, and stops it.
  public Restored restored() {
    emptyDisks();
    long started = System.nanoTime();
    instance(0).startAgain();
    Optional<Long> begun = Optional.empty();
    while (System.nanoTime() - started < TIME_TO_FILL.toNanos()) {
      long asked = System.nanoTime();
      Optional<InstanceHealth> health = health(0);
      if (health.filter(InstanceHealth::ready).isPresent()) {
        long now = System.nanoTime();
        long from =
            begun.orElseThrow(() -> new IllegalStateException("no partition was seen restoring"));
        stop();
        return new Restored(Duration.ofNanos(now - from), Duration.ofNanos(now - started));
      }
      if (begun.isEmpty() && health.filter(one -> one.hasAny(State.RESTORING)).isPresent()) {
        begun = Optional.of(asked);
      }
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
    }
    throw new IllegalStateException(prefix + " was not restored");
  }

  private Optional<InstanceHealth> health(int number) {
    return InstanceHealth.of(instance(number), management.get(number));
  }

  private void awaitReady() {
    instances.forEach(instance -> instance.awaitReady(TIME_TO_START));
  }

  @Override
  public void close() {
    instances.forEach(ViewProcess::close);
    management.forEach(Web::close);
    afterwards.run();
  }
}
