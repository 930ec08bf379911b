package org.rollbook.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.rollbook.local.status.Status.Drift;

/// Asks the reconciler what has drifted. Any thread.
final class DriftProbe implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final URI address;

  /// @param reconciler its root
  DriftProbe(URI reconciler) {
    address = reconciler.resolve("/v1/drift");
  }

  /// What has drifted since the stack began; empty if the reconciler does not answer.
  Optional<Drift> ask() {
    try {
      var request = HttpRequest.newBuilder(address).timeout(PATIENCE).build();
      var response = http.send(request, BodyHandlers.ofString());
      return response.statusCode() == 200
          ? Optional.of(drift(JSON.readTree(response.body()).path("results")))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private static Drift drift(JsonNode tables) {
    long found = 0;
    long differing = 0;
    long suspected = 0;
    for (JsonNode table : tables) {
      found +=
          StreamSupport.stream(table.path("drifted").spliterator(), false)
              .mapToLong(JsonNode::asLong)
              .sum();
      differing += table.path("samples").size();
      suspected += table.path("suspected").asLong();
    }
    return new Drift(0, found, found - differing, suspected);
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
