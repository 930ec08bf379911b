package org.rollbook.testkit.kafka;

import java.io.OutputStream;
import java.io.PrintStream;
import java.net.BindException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.jspecify.annotations.Nullable;
import org.rollbook.testkit.FreePort;
import org.rollbook.testkit.PortTakenException;
import org.rollbook.testkit.TemporaryFolder;

/// A Kafka broker, with its controller, in this JVM: about 2 s to start.
///
/// It can be stopped and started again with the same port and data; clients see a broker that
/// restarts. Requests for a missing topic never create it.
///
/// Not thread-safe; [#bootstrapServers()] and [#client()] may be used from any thread.
public final class EmbeddedKafka implements AutoCloseable {

  private static final int ATTEMPTS = 5;

  private final BrokerSettings settings;
  private final Optional<TemporaryFolder> temporary;
  private final Path logs;
  private final int port;
  private final BrokerClient client;
  private @Nullable KafkaRaftServer server;

  private EmbeddedKafka(BrokerSettings settings) {
    this.settings = settings;
    temporary =
        settings.data().isPresent()
            ? Optional.empty()
            : Optional.of(TemporaryFolder.create("rollbook-kafka-"));
    logs = settings.data().or(() -> temporary.map(TemporaryFolder::path)).orElseThrow();
    try {
      port = firstStart();
    } catch (RuntimeException e) {
      temporary.ifPresent(TemporaryFolder::close);
      throw e;
    }
    client = new BrokerClient(bootstrapServers());
  }

  /// Starts a broker; closing it deletes its data.
  public static EmbeddedKafka start() {
    return start(BrokerSettings.throwaway());
  }

  /// Starts a broker.
  ///
  /// @throws PortTakenException if the settings name a port that another process listens on
  public static EmbeddedKafka start(BrokerSettings settings) {
    return new EmbeddedKafka(settings);
  }

  public int port() {
    return port;
  }

  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  /// Topics and raw records of this broker; closed with it.
  public BrokerClient client() {
    return client;
  }

  /// Stops the broker in good order and keeps its data; does nothing if it is stopped.
  public void stop() {
    if (server != null) {
      server.shutdown();
      server.awaitShutdown();
      server = null;
    }
  }

  /// Starts the stopped broker with the port and data it had.
  public void startAgain() {
    if (server != null) {
      throw new IllegalStateException("broker is running on port " + port);
    }
    server = started(port);
  }

  @Override
  public void close() {
    client.close();
    stop();
    temporary.ifPresent(TemporaryFolder::close);
  }

  private int firstStart() {
    if (settings.port() != 0) {
      server = started(settings.port());
      return settings.port();
    }
    for (int attempt = 1; ; attempt++) {
      int candidate = FreePort.next();
      try {
        server = started(candidate);
        return candidate;
      } catch (PortTakenException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private KafkaRaftServer started(int clientPort) {
    for (int attempt = 1; ; attempt++) {
      if (!FreePort.isFree(clientPort)) {
        throw new PortTakenException(clientPort);
      }
      int controllerPort = FreePort.next();
      Map<String, String> properties = settings.properties(clientPort, controllerPort, logs);
      format();
      var candidate = new KafkaRaftServer(new KafkaConfig(properties, false), Time.SYSTEM);
      try {
        candidate.startup();
        return candidate;
      } catch (RuntimeException e) {
        candidate.shutdown();
        candidate.awaitShutdown();
        if (!isAboutAPort(e) || attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  /// Formats an empty folder for a broker; a formatted one is left as it is.
  private void format() {
    if (Files.exists(logs.resolve("meta.properties"))) {
      return;
    }
    try {
      new Formatter()
          .setClusterId(Uuid.randomUuid().toString())
          .setNodeId(settings.nodeId())
          .setControllerListenerName("CONTROLLER")
          .setMetadataLogDirectory(logs.toString())
          .addDirectory(logs.toString())
          .setPrintStream(
              new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
          .run();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new KafkaException("cannot format " + logs, e);
    }
  }

  private static boolean isAboutAPort(Throwable failure) {
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof BindException) {
        return true;
      }
    }
    return false;
  }
}
