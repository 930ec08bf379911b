package org.rollbook.model.avro;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// A registry in memory that answers as Apicurio 3.3.3 does, or fails as the test asks it to.
final class FakeRegistry implements AutoCloseable {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  record Answer(int status, String body) {}

  private final HttpServer server;
  private final Map<Integer, String> schemas = new ConcurrentHashMap<>();
  private final AtomicInteger lastId = new AtomicInteger();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<String> authorizations = new CopyOnWriteArrayList<>();
  private volatile Optional<String> compatibility = Optional.empty();
  private final Map<String, Answer> odd = new ConcurrentHashMap<>();
  private volatile Optional<Answer> instead = Optional.empty();
  private volatile boolean stuck;

  FakeRegistry() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  URI url() {
    return URI.create("http://localhost:" + server.getAddress().getPort() + "/apis/ccompat/v7/");
  }

  /// Adds a schema under an id that the test chooses.
  void has(int id, String schema) {
    schemas.put(id, schema);
  }

  /// Loses everything, as in a restart without a disk.
  void beginAgain() {
    schemas.clear();
    lastId.set(0);
  }

  /// Sets the global compatibility rule; no subject has a rule of its own.
  void hasCompatibility(String mode) {
    compatibility = Optional.of(mode);
  }

  void answersAlways(int status, String body) {
    instead = Optional.of(new Answer(status, body));
  }

  /// Gives this answer to every request for one id.
  void answers(int id, int status, String body) {
    odd.put("/apis/ccompat/v7/schemas/ids/" + id, new Answer(status, body));
  }

  void answersWell() {
    odd.clear();
    instead = Optional.empty();
  }

  /// From now on sends headers and the beginning of a body, and then nothing.
  void getsStuck() {
    stuck = true;
  }

  List<String> requests() {
    return requests;
  }

  List<String> authorizations() {
    return authorizations;
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI().getRawPath());
    authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Answer answer = instead.orElseGet(() -> answer(exchange.getRequestURI().getRawPath(), body));
    byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(answer.status(), stuck ? bytes.length + 1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    if (stuck) {
      exchange.getResponseBody().flush();
    } else {
      exchange.close();
    }
  }

  private Answer answer(String path, String body) {
    if (odd.containsKey(path)) {
      return Objects.requireNonNull(odd.get(path));
    }
    String prefix = "/apis/ccompat/v7/schemas/ids/";
    if (path.startsWith(prefix)) {
      String schema = schemas.get(Integer.valueOf(path.substring(prefix.length())));
      return schema == null
          ? new Answer(404, "{\"message\":\"Schema not found.\",\"error_code\":40403}")
          : new Answer(200, json("schema", schema));
    }
    if (path.equals("/apis/ccompat/v7/config") && compatibility.isPresent()) {
      return new Answer(200, json("compatibilityLevel", compatibility.get()));
    }
    if (path.startsWith("/apis/ccompat/v7/config/")) {
      return new Answer(404, "{\"message\":\"Subject not found.\",\"error_code\":40401}");
    }
    return path.matches("/apis/ccompat/v7/subjects/[^/]+/versions")
        ? new Answer(200, "{\"id\":" + registered(body) + "}")
        : new Answer(404, "");
  }

  private int registered(String body) {
    String schema = field(body, "schema");
    return schemas.entrySet().stream()
        .filter(known -> known.getValue().equals(schema))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseGet(
            () -> {
              int id = lastId.incrementAndGet();
              schemas.put(id, schema);
              return id;
            });
  }

  private static String json(String name, String value) {
    return MAPPER.createObjectNode().put(name, value).toString();
  }

  private static String field(String body, String name) {
    try {
      JsonNode json = MAPPER.readTree(body);
      return json.path(name).asText();
    } catch (IOException notJson) {
      throw new UncheckedIOException(notJson);
    }
  }
}
