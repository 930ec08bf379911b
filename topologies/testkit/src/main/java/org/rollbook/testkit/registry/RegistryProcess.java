package org.rollbook.testkit.registry;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.rollbook.testkit.FreePort;
import org.rollbook.testkit.PortTakenException;
import org.rollbook.testkit.TemporaryFolder;
import org.rollbook.testkit.TimeLimit;
import org.rollbook.testkit.process.ChildProcess;
import org.rollbook.testkit.process.JavaCommand;

/// Apicurio Registry in a JVM of its own, with forward compatibility set for all subjects: about 4
/// s to start, 260 MB.
///
/// It can be killed or stopped and started again at the same address. It then still has its schemas
/// if the settings name a folder for them, and otherwise has none.
///
/// Not thread-safe; [#url()] may be used from any thread.
public final class RegistryProcess implements AutoCloseable {

  private static final int ATTEMPTS = 3;

  private final RegistrySettings settings;
  private final TemporaryFolder temporary;
  private final int port;
  private final RegistrySetup api;
  private ChildProcess process;

  private RegistryProcess(RegistrySettings settings, int port, TemporaryFolder temporary) {
    this.settings = settings;
    this.temporary = temporary;
    this.port = port;
    api = new RegistrySetup(port);
    process = started();
  }

  /// Starts a registry in memory, on a free port.
  public static RegistryProcess start() {
    return start(RegistrySettings.throwaway());
  }

  /// Starts a registry.
  ///
  /// @throws PortTakenException if the settings name a port that another process listens on
  public static RegistryProcess start(RegistrySettings settings) {
    for (int attempt = 1; ; attempt++) {
      int port = settings.port() == 0 ? FreePort.next() : settings.port();
      var temporary = TemporaryFolder.create("rollbook-registry-");
      try {
        return new RegistryProcess(settings, port, temporary);
      } catch (RuntimeException | AssertionError e) {
        temporary.close();
        boolean another = e instanceof PortTakenException && settings.port() == 0;
        if (!another || attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  /// The Confluent-compatible API: the value of `SCHEMA_REGISTRY_URL`.
  public String url() {
    return api.confluent().toString();
  }

  public int port() {
    return port;
  }

  /// The running process, to freeze it or to read its log.
  public ChildProcess process() {
    return process;
  }

  /// Registers a schema.
  ///
  /// @return its id
  public int register(String subject, String schema) {
    return api.register(subject, schema);
  }

  /// Imports schemas with the ids that they have elsewhere, so that messages from there can be read
  /// here byte for byte. Ids that are assigned later are above all of these.
  ///
  /// @throws IllegalStateException if one of the texts is registered under another id already: it
  ///   cannot have two
  public void importWithIds(Collection<SchemaWithId> schemas) {
    api.take(schemas);
  }

  /// Ends it without a chance to tidy up; does nothing if it does not run.
  public void kill() {
    process.kill9();
  }

  /// Stops it in good order; does nothing if it does not run.
  public void stop() {
    process.term(TimeLimit.AMPLE);
  }

  /// Starts the stopped or killed registry again, at the same address.
  public void startAgain() {
    if (process.isAlive()) {
      throw new IllegalStateException("registry is running on port " + port);
    }
    process = started();
  }

  @Override
  public void close() {
    process.close();
    temporary.close();
  }

  private ChildProcess started() {
    if (!FreePort.isFree(port)) {
      throw new PortTakenException(port);
    }
    ChildProcess starting = ChildProcess.start(command(FreePort.next()));
    try {
      starting.awaitReady(api.readiness(), TimeLimit.AMPLE);
      api.demandForwardCompatibility();
      return starting;
    } catch (RuntimeException | AssertionError e) {
      boolean exitedByItself = !starting.isAlive();
      starting.close();
      if (exitedByItself && !FreePort.isFree(port)) {
        throw new PortTakenException(port);
      }
      throw e;
    }
  }

  /// A small heap and the fast compiler: it gets few requests and must start soon.
  private JavaCommand command(int managementPort) {
    List<String> arguments =
        List.of(
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Dquarkus.http.host=127.0.0.1",
            "-Dquarkus.http.port=" + port,
            "-Dquarkus.http.access-log.enabled=false",
            "-Dquarkus.management.host=127.0.0.1",
            "-Dquarkus.management.port=" + managementPort,
            "-Dapicurio.storage.kind=sql",
            "-Dapicurio.storage.sql.kind=h2",
            "-Dapicurio.datasource.url=" + database(),
            "-Dapicurio.datasource.jdbc.initial-size=1",
            "-Dapicurio.datasource.jdbc.min-size=1",
            "-Dapicurio.datasource.jdbc.max-size=10",
            "-jar",
            settings.home().resolve("quarkus-run.jar").toString());
    Path log = settings.log().orElseGet(() -> temporary.path().resolve("registry.log"));
    return new JavaCommand("registry", arguments, Map.of(), log);
  }

  /// In a file with a write at every commit: by default H2 delays writes by 500 ms, and a kill
  /// would then make the registry forget ids that it has assigned.
  private String database() {
    return settings
        .data()
        .map(folder -> folder.toAbsolutePath().resolve("registry"))
        .map(file -> "jdbc:h2:file:" + file + ";WRITE_DELAY=0")
        .orElse("jdbc:h2:mem:registry;DB_CLOSE_DELAY=-1");
  }
}
