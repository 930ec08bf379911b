package org.rollbook.chaos.site;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// What an instance reports about itself.
///
/// @param ready whether it is ready as a whole
/// @param states of each partition of each view, by `view/partition`
record ReportedReadiness(boolean ready, Map<String, String> states) {

  private static final String ACTIVE = "ready";
  private static final String STANDBY = "standby";
  private static final String RESTORING = "restoring";
  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final ObjectMapper JSON = new ObjectMapper();

  ReportedReadiness {
    states = Map.copyOf(states);
  }

  /// Asks an instance; empty if it does not answer.
  static Optional<ReportedReadiness> of(URI address, HttpClient http) {
    try {
      var request = HttpRequest.newBuilder(address).timeout(PATIENCE).build();
      var response = http.send(request, BodyHandlers.ofString());
      return Optional.of(read(JSON.readTree(response.body())));
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  static ReportedReadiness read(JsonNode body) {
    Map<String, String> states = new HashMap<>();
    for (JsonNode view : body.path("views")) {
      for (JsonNode partition : view.path("partitions")) {
        states.put(
            view.path("view").asText() + "/" + partition.path("partition").asInt(),
            partition.path("state").asText());
      }
    }
    return new ReportedReadiness(body.path("status").asText().equals("ready"), states);
  }

  boolean hasActive(String partition) {
    return ACTIVE.equals(states.get(partition));
  }

  boolean hasStandby(String partition) {
    return STANDBY.equals(states.get(partition));
  }

  boolean hasAnyActive() {
    return states.containsValue(ACTIVE);
  }

  boolean isRestoring() {
    return states.containsValue(RESTORING);
  }
}
