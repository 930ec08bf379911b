package org.rollbook.testkit.watch;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.rollbook.testkit.FreePort;

/// An instance that is ready while it runs, and remembers what it was asked.
final class FakeInstance implements AutoCloseable {

  static final Instant AS_OF = Instant.parse("2026-08-20T12:40:00Z");

  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final int port = FreePort.next();
  private final HttpServer server;
  private volatile boolean down;

  FakeInstance() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::answer);
    server.start();
  }

  Backend backend(String name) {
    URI root = URI.create("http://localhost:" + port);
    return new Backend(name, root, root.resolve("/health/readiness"), () -> down);
  }

  List<String> asked() {
    return asked;
  }

  /// Ends, as one that somebody has killed.
  void end() {
    down = true;
    server.stop(0);
  }

  /// Takes no more connections, although nobody has ended it.
  void fallSilent() {
    server.stop(0);
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    if (!exchange.getRequestURI().getPath().startsWith("/health")) {
      asked.add(exchange.getRequestURI() + " " + exchange.getRequestHeaders().get("Prefer"));
    }
    exchange.getResponseHeaders().set("Rollbook-As-Of", AS_OF.toString());
    exchange.sendResponseHeaders(200, -1);
    exchange.close();
  }
}
