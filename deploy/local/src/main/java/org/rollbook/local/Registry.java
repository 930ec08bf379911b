package org.rollbook.local;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.rollbook.local.settings.LocalPorts;
import org.rollbook.local.status.Status;
import org.rollbook.local.status.Status.Condition;
import org.rollbook.local.status.Status.Health;
import org.rollbook.local.status.Status.Link;
import org.rollbook.testkit.registry.RegistryProcess;
import org.rollbook.testkit.registry.RegistrySettings;

/// The schema registry, in a process of its own. It keeps the schemas of the topics in the same
/// data folder.
final class Registry implements Component {

  private final LocalPorts ports;
  private final Path data;
  private volatile @Nullable RegistryProcess running;
  private boolean closed;

  Registry(LocalPorts ports, Path data) {
    this.ports = ports;
    this.data = data;
  }

  /// Starts it and waits until it answers.
  @Override
  public synchronized void start() {
    if (!closed) {
      running =
          RegistryProcess.start(
              RegistrySettings.throwaway()
                  .onPort(ports.registry())
                  .loggingTo(data.resolve("log"))
                  .keepingDataIn(data));
    }
  }

  @Override
  public Status.Part part() {
    var api = Addresses.registry(ports);
    var subjects = new Link("subjects", Addresses.subjects(ports));
    return new Status.Part("registry", health(), api.toString(), List.of(subjects));
  }

  @Override
  public void onEnd(Consumer<String> listener) {
    RegistryProcess registry = running;
    if (registry != null) {
      LastWords.onExit("registry", registry.process(), listener);
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (running != null) {
      try (var registry = running) {
        registry.stop();
      }
    }
  }

  private Health health() {
    RegistryProcess registry = running;
    if (registry == null) {
      return Health.of(Condition.STARTING);
    }
    return registry.process().isAlive()
        ? Health.of(Condition.READY)
        : new Health(Condition.DEAD, "see " + registry.process().log());
  }
}
