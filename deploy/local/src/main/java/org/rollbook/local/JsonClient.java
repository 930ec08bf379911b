package org.rollbook.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/// Asks processes of this machine, and does not wait long. Any thread.
final class JsonClient implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();

  /// An answer, whatever its status.
  record JsonReply(int status, JsonNode body) {

    boolean isOk() {
      return status == 200;
    }
  }

  /// @throws IOException without an answer in JSON
  JsonReply get(URI address) throws IOException {
    try {
      var request = HttpRequest.newBuilder(address).timeout(PATIENCE).build();
      var response = http.send(request, BodyHandlers.ofString());
      return new JsonReply(response.statusCode(), JSON.readTree(response.body()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("not asked to the end", e);
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
