package org.rollbook.local;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rollbook.local.settings.LocalPorts;
import org.rollbook.local.settings.LocalSettings;
import org.rollbook.local.settings.LocalTopology;
import org.rollbook.local.status.Status;
import org.rollbook.local.status.Status.Condition;
import org.rollbook.local.status.Status.Health;
import org.rollbook.local.status.Status.Link;
import org.rollbook.testkit.process.ViewProcess;
import org.rollbook.testkit.process.ViewSettings;

/// One instance of a topology, run from its jar as it would be deployed.
final class TopologyProcess implements Component {

  private static final Duration TIME_TO_START = Duration.ofMinutes(3);
  private static final Duration TIME_TO_STOP = Duration.ofSeconds(15);

  private final LocalTopology topology;
  private final LocalPorts ports;
  private final ViewSettings instance;
  private final ReadinessProbe readiness;
  private volatile @Nullable ViewProcess running;
  private boolean closed;

  /// @param checkout where its jar was built
  TopologyProcess(
      LocalTopology topology, LocalSettings settings, DataFolder folder, Path checkout) {
    this.topology = topology;
    ports = settings.ports();
    instance =
        new ViewSettings(
            topology.label(),
            topology.jar(checkout),
            ports.client(topology),
            ports.management(topology),
            folder.of(topology.label()),
            TopologyEnvironment.of(topology, settings),
            List.of("-Xmx512m"));
    readiness = new ReadinessProbe(Addresses.management(topology, ports, "/health/readiness"));
  }

  /// Starts it; the topology waits for the registry by itself.
  @Override
  public synchronized void start() {
    if (!closed) {
      running = ViewProcess.start(instance);
    }
  }

  /// Waits until it reports that it is ready.
  void awaitReady() {
    ViewProcess view = running;
    if (view != null) {
      view.awaitReady(TIME_TO_START);
    }
  }

  @Override
  public Status.Part part() {
    var client = Addresses.client(topology, ports);
    return new Status.Part(
        topology.label(),
        health(),
        client.toString(),
        Stream.concat(
                pages(client),
                Stream.of(
                    new Link("health", readiness.address()),
                    new Link("metrics", Addresses.management(topology, ports, "/prometheus"))))
            .toList());
  }

  private Stream<Link> pages(URI client) {
    return topology == LocalTopology.RECONCILER
        ? Stream.of(
            new Link("drift", client.resolve("/drift")),
            new Link("passes", client.resolve("/v1/passes")))
        : Stream.of(
            new Link("docs", client.resolve("/docs")),
            new Link("openapi.yml", client.resolve("/openapi.yml")),
            new Link("topics", client.resolve("/docs/topics")),
            new Link("asyncapi.yml", client.resolve("/asyncapi.yml")),
            new Link("topology", Addresses.management(topology, ports, "/topology")));
  }

  @Override
  public void onEnd(Consumer<String> listener) {
    ViewProcess view = running;
    if (view != null) {
      LastWords.onExit(topology.label(), view.process(), listener);
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    readiness.close();
    if (running != null) {
      try (var view = running) {
        view.process().term(TIME_TO_STOP);
      }
    }
  }

  private Health health() {
    ViewProcess view = running;
    if (view == null) {
      return Health.of(Condition.STARTING);
    }
    var exitCode = view.process().exitCode();
    return exitCode.isPresent()
        ? new Health(
            Condition.DEAD,
            "exit code %d, see %s".formatted(exitCode.getAsInt(), view.process().log()))
        : readiness.ask();
  }
}
