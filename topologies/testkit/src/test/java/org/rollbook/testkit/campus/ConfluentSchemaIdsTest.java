package org.rollbook.testkit.campus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConfluentSchemaIdsTest {

  private final List<String> requests = new ArrayList<>();
  private String answer = "{\"id\": 7}";
  private int status = 200;
  private final HttpServer server;
  private final ConfluentSchemaIds ids;

  ConfluentSchemaIdsTest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    int port = server.getAddress().getPort();
    ids = new ConfluentSchemaIds(URI.create("http://localhost:" + port + "/apis/ccompat/v7"));
  }

  @BeforeEach
  void start() {
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void shouldRegisterTheTextUnchanged() {
    assertThat(ids.of("prod-topic-string", LmsEventType.ENROLLMENT_CREATED.writer().keyText()))
        .isEqualTo(7);
    assertThat(requests)
        .containsExactly(
            "POST /apis/ccompat/v7/subjects/prod-topic-string/versions?normalize=False",
            "Basic Og==",
            "{\"schema\":\"{\\\"name\\\": \\\"course_key\\\", \\\"type\\\": \\\"string\\\"}\","
                + "\"schemaType\":\"AVRO\",\"references\":[]}");
  }

  @Test
  void shouldFailIfThereIsNoId() {
    status = 409;
    assertThatThrownBy(() -> ids.of("s", "{}"))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("no schema id for s")
        .hasRootCauseMessage("registry answers 409");
    status = 200;
    answer = "{}";
    assertThatThrownBy(() -> ids.of("s", "{}")).isInstanceOf(UncheckedIOException.class);
    server.stop(0);
    assertThatThrownBy(() -> ids.of("s", "{}")).isInstanceOf(UncheckedIOException.class);
  }

  private void answer(HttpExchange exchange) throws IOException {
    requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
    requests.add(exchange.getRequestHeaders().getFirst("Authorization"));
    requests.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
    byte[] body = answer.getBytes(UTF_8);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
