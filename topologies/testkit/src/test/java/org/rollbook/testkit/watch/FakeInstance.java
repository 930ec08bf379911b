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
import java.util.concurrent.CountDownLatch;
import org.rollbook.testkit.FreePort;

/// An instance that is ready while it runs, and records its requests.
final class FakeInstance implements AutoCloseable {

  static final Instant AS_OF = Instant.parse("2026-08-20T12:40:00Z");

  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final int port = FreePort.next();
  private final HttpServer server;
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile boolean down;
  private volatile boolean hanging;

  FakeInstance() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::answer);
    server.setExecutor(Thread::startVirtualThread);
    server.start();
  }

  Backend backend(String name) {
    URI root = URI.create("http://localhost:" + port);
    return new Backend(name, root, root.resolve("/health/readiness"), () -> down);
  }

  List<String> asked() {
    return asked;
  }

  /// Ends like an instance that was killed.
  void end() {
    down = true;
    server.stop(0);
  }

  /// Refuses further connections, although it was not ended.
  void fallSilent() {
    server.stop(0);
  }

  /// Reports that it is ready, and answers nothing else.
  void hang() {
    hanging = true;
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    if (!exchange.getRequestURI().getPath().startsWith("/health")) {
      awaitEndIfHanging();
      asked.add(exchange.getRequestURI() + " " + exchange.getRequestHeaders().get("Prefer"));
    }
    exchange.getResponseHeaders().set("Rollbook-As-Of", AS_OF.toString());
    exchange.sendResponseHeaders(200, -1);
    exchange.close();
  }

  private void awaitEndIfHanging() {
    try {
      if (hanging) {
        closed.await();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
