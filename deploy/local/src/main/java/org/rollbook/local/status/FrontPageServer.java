package org.rollbook.local.status;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.rollbook.testkit.PortTakenException;

/// Serves the front page on this machine only: the page, its script and style, and the status as
/// JSON.
public final class FrontPageServer implements AutoCloseable {

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private FrontPageServer(HttpServer server, Supplier<Status> status) {
    this.server = server;
    server.setExecutor(threads);
    serve("/", "text/html;charset=utf-8", () -> FrontPage.of(status.get()));
    serve("/status.json", "application/json", () -> StatusJson.of(status.get()).toPrettyString());
    serve("/front-page.css", "text/css;charset=utf-8", () -> FrontPage.resource("front-page.css"));
    serve(
        "/front-page.js",
        "text/javascript;charset=utf-8",
        () -> FrontPage.resource("front-page.js"));
    server.start();
  }

  /// Starts serving.
  ///
  /// @param status called for every request, on any thread
  /// @throws PortTakenException if another process listens on the port
  public static FrontPageServer start(int port, Supplier<Status> status) {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    try {
      return new FrontPageServer(HttpServer.create(address, 0), status);
    } catch (BindException e) {
      throw new PortTakenException(port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }

  private void serve(String path, String type, Supplier<String> content) {
    server.createContext(path, exactly(path, exchange -> answer(exchange, type, content.get())));
  }

  /// A context of the JDK's server also gets every path that begins with its own.
  private static HttpHandler exactly(String path, HttpHandler handler) {
    return exchange -> {
      if (!exchange.getRequestURI().getPath().equals(path)) {
        refuse(exchange, 404, "no such page");
      } else if (!exchange.getRequestMethod().equals("GET")) {
        refuse(exchange, 405, "read only");
      } else {
        handler.handle(exchange);
      }
    };
  }

  private static void answer(HttpExchange exchange, String type, String content)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    send(exchange, 200, content);
  }

  private static void refuse(HttpExchange exchange, int status, String why) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "text/plain;charset=utf-8");
    send(exchange, status, why + "\n");
  }

  private static void send(HttpExchange exchange, int status, String content) throws IOException {
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    exchange
        .getResponseHeaders()
        .set(
            "Content-Security-Policy", "default-src 'self'; img-src data:; frame-ancestors 'none'");
    exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    try (exchange) {
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }
}
