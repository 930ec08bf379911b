package org.rollbook.benchmark.site;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.rollbook.benchmark.measure.Workbench;
import org.rollbook.benchmark.site.InstanceHealth.State;
import org.rollbook.testkit.TemporaryFolder;
import org.rollbook.testkit.campus.Campus;
import org.rollbook.testkit.process.ViewProcess;
import org.rollbook.testkit.process.ViewSettings;
import org.rollbook.testkit.site.Waiting;

/// The only instance of a topology at its site, which therefore owns everything. One thread.
public final class LoneInstance implements AutoCloseable {

  private static final Duration TIME_TO_START = Duration.ofMinutes(3);
  private static final Duration TIME_TO_FILL = Duration.ofHours(2);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

  private final EventBus bus;
  private final String site;
  private final Clock clock = Clock.systemUTC();
  private final HttpClient http = HttpClient.newHttpClient();
  private final ViewProcess process;

  /// How long an empty instance took to restore everything.
  ///
  /// @param restoring from when it began to restore until it was ready
  /// @param sinceStart from the start of its JVM
  public record Restored(Duration restoring, Duration sinceStart) {

    public double seconds() {
      return restoring.toNanos() / 1e9;
    }
  }

  /// Starts it, and waits until it is ready.
  ///
  /// @param settings those of [EventBus#instance] for this site, or more
  public LoneInstance(EventBus bus, String site, ViewSettings settings) {
    this.bus = bus;
    this.site = site;
    process = ViewProcess.start(settings.with("ROLLBOOK_STANDBY_REPLICAS", "0"));
    process.awaitReady(TIME_TO_START);
  }

  /// Starts an instance of the enrollments topology, and waits until it is ready.
  ///
  /// @param jvm its JVM's arguments
  public static LoneInstance ofEnrollments(
      EventBus bus, String site, Workbench workbench, List<String> jvm) {
    return new LoneInstance(
        bus,
        site,
        bus.instance(site, workbench.enrollmentsJar(), workbench.folder().resolve("ours"))
            .withJvmArguments(jvm));
  }

  /// Its address, without `/v1`.
  public URI root() {
    return URI.create(process.url());
  }

  public ViewProcess process() {
    return process;
  }

  /// Publishes the events of its site's campus until there are this many enrollments, and waits
  /// until it has all of them.
  public void fill(Campus campus, int enrollments) {
    var _ = bus.fill(site, campus, enrollments);
    awaitAll(clock.instant());
  }

  /// Waits until it has everything that was published before a time.
  public void awaitAll(Instant published) {
    Waiting.untilSlowly(
        () ->
            InstanceHealth.of(process, http)
                .filter(health -> health.holdsAll(published))
                .isPresent(),
        TIME_TO_FILL);
  }

  /// Stops it in good order.
  public void stop() {
    process.stop();
  }

  /// Starts it again with its state.
  public void startAgain() {
    process.startAgain();
    process.awaitReady(TIME_TO_START);
  }

  /// Starts it with empty state, and waits until it has restored everything from its changelogs.
  public Restored restored() {
    new TemporaryFolder(process.settings().folder().resolve("state")).close();
    long started = System.nanoTime();
    process.startAgain();
    Optional<Long> begun = Optional.empty();
    while (true) {
      long asked = System.nanoTime();
      Optional<InstanceHealth> health = InstanceHealth.of(process, http);
      if (health.filter(InstanceHealth::ready).isPresent()) {
        long from =
            begun.orElseThrow(() -> new IllegalStateException("no partition was seen restoring"));
        return new Restored(
            Duration.ofNanos(System.nanoTime() - from),
            Duration.ofNanos(System.nanoTime() - started));
      }
      if (begun.isEmpty() && health.filter(LoneInstance::isRestoring).isPresent()) {
        begun = Optional.of(asked);
      }
      if (asked - started > TIME_TO_FILL.toNanos()) {
        throw new IllegalStateException(process.settings().name() + " was not restored");
      }
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
    }
  }

  /// The topics that its stores are restored from.
  public List<String> changelogs() {
    return bus.broker().client().topics().stream()
        .filter(topic -> topic.startsWith(site) && topic.endsWith("-changelog"))
        .sorted()
        .toList();
  }

  private static boolean isRestoring(InstanceHealth health) {
    return health.in(State.RESTORING).findAny().isPresent();
  }

  @Override
  public void close() {
    process.close();
    http.close();
  }
}
