package org.rollbook.runtime.serve;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.graceful.GracefulShutdownManager;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.rollbook.runtime.ingest.rejected.RejectedEvents;
import org.rollbook.runtime.serve.answer.Waits;
import org.rollbook.runtime.serve.http.HttpSettings;
import org.rollbook.runtime.serve.query.QueryMeters;
import org.rollbook.runtime.serve.question.BoundedBody;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The HTTP server of one process: Micronaut on two ports, with the controllers on the class path
/// and the objects that they need.
public final class HttpServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);

  /// Longer than any answer takes.
  private static final Duration DRAIN = Duration.ofSeconds(5);

  private static final int LONGEST_LINE = 16 << 10;

  private final ApplicationContext context;
  private final EmbeddedServer server;
  private final int managementPort;

  private HttpServer(ApplicationContext context, EmbeddedServer server, int managementPort) {
    this.context = context;
    this.server = server;
    this.managementPort = managementPort;
  }

  /// Binds both ports and serves.
  ///
  /// @param rejected finds the rejected events, for callers who wait for one
  /// @param beans what controllers need: the views' queries, the meters, the reports
  public static HttpServer start(
      HttpSettings settings, QueryMeters meters, RejectedEvents rejected, Object... beans) {
    int clientPort = settings.clientPort() == 0 ? freePort() : settings.clientPort();
    int managementPort = settings.managementPort() == 0 ? freePort() : settings.managementPort();
    ApplicationContext context =
        ApplicationContext.builder()
            .deduceEnvironment(false)
            .banner(false)
            // All settings are given here. Micronaut would make each environment variable into
            // every combination of dots and hyphens for its underscores: 2^24 names for a variable
            // that Kubernetes injects for a service with a long name.
            .enableDefaultPropertySources(false)
            .properties(properties(settings, clientPort, managementPort))
            .singletons(settings, meters, rejected)
            .singletons(beans)
            .start();
    return new HttpServer(context, context.getBean(EmbeddedServer.class).start(), managementPort);
  }

  /// The port for clients.
  public int port() {
    return server.getPort();
  }

  public int managementPort() {
    return managementPort;
  }

  /// Takes no more requests, and returns when those under way have been answered or the time is
  /// over. Waits for answers that are not there yet end at once.
  @Override
  public void close() {
    if (!context.isRunning()) {
      return;
    }
    context.getBean(Waits.class).end();
    try {
      context
          .getBean(GracefulShutdownManager.class)
          .shutdownGracefully()
          .toCompletableFuture()
          .get(DRAIN.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException undrained) {
      LOG.atWarn().setCause(undrained).log("Closing before every request was answered");
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    } finally {
      context.close();
    }
  }

  private static Map<String, Object> properties(
      HttpSettings settings, int clientPort, int managementPort) {
    Map<String, Object> properties = new HashMap<>();
    properties.put("micronaut.application.name", "rollbook");
    properties.put("micronaut.server.port", clientPort);
    settings.host().ifPresent(host -> properties.put("micronaut.server.host", host));
    properties.put("rollbook.management-port", managementPort);
    properties.put("micronaut.server.max-request-size", BoundedBody.LARGEST);
    properties.put("micronaut.server.netty.max-initial-line-length", LONGEST_LINE);
    properties.put("micronaut.server.netty.max-header-size", LONGEST_LINE);
    properties.put("micronaut.server.multipart.enabled", false);
    properties.put("micronaut.serde.serialization.inclusion", "ALWAYS");
    return properties;
  }

  /// With two ports, Micronaut finds routes only by ports that it was given as numbers.
  private static int freePort() {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException noneFree) {
      throw new UncheckedIOException(noneFree);
    }
  }
}
