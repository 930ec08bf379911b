package org.rollbook.testkit.sample;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Returns the answers that a test has set, by the URL's path.
final class FakeView implements AutoCloseable {

  private record Prepared(int status, Optional<Instant> asOf, String body) {}

  private static final Prepared NOT_PREPARED = new Prepared(404, Optional.empty(), "{}");

  private final Map<String, Prepared> answers = new ConcurrentHashMap<>();
  private final HttpServer server;

  FakeView() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::answer);
    server.start();
  }

  URI root() {
    return URI.create("http://localhost:" + server.getAddress().getPort());
  }

  void answers(URI address, Instant asOf, String body) {
    prepare(address, new Prepared(200, Optional.of(asOf), body));
  }

  void answersWithoutAsOf(URI address, String body) {
    prepare(address, new Prepared(200, Optional.empty(), body));
  }

  void absent(URI address, Instant asOf) {
    prepare(address, new Prepared(404, Optional.of(asOf), "{}"));
  }

  void refuses(URI address) {
    prepare(address, new Prepared(503, Optional.empty(), "{\"title\": \"not ready\"}"));
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void prepare(URI address, Prepared answer) {
    answers.put(withoutHost(address), answer);
  }

  private void answer(HttpExchange exchange) throws IOException {
    var prepared = answers.getOrDefault(withoutHost(exchange.getRequestURI()), NOT_PREPARED);
    prepared
        .asOf()
        .ifPresent(asOf -> exchange.getResponseHeaders().set("Rollbook-As-Of", asOf.toString()));
    byte[] body = prepared.body().getBytes(StandardCharsets.UTF_8);
    try (exchange) {
      exchange.sendResponseHeaders(prepared.status(), body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static String withoutHost(URI address) {
    return address.getQuery() == null
        ? address.getRawPath()
        : address.getRawPath() + "?" + address.getRawQuery();
  }
}
