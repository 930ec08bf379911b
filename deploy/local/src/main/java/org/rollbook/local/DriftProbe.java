package org.rollbook.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import org.rollbook.local.status.Status.DriftSummary;

/// Asks the reconciler what has drifted. Any thread.
final class DriftProbe implements AutoCloseable {

  private final JsonClient http = new JsonClient();
  private final URI address;

  /// @param reconciler its root
  DriftProbe(URI reconciler) {
    address = reconciler.resolve("/v1/drift");
  }

  /// What has drifted; empty if the reconciler does not answer.
  ///
  /// @param lost how many events the LMS failed to send
  Optional<DriftSummary> ask(long lost) {
    try {
      JsonClient.JsonReply reply = http.get(address);
      return reply.isOk()
          ? Optional.of(drift(lost, reply.body().path("results")))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static DriftSummary drift(long lost, JsonNode tables) {
    long found = 0;
    long differing = 0;
    long suspected = 0;
    for (JsonNode table : tables) {
      found += table.path("drifted").valueStream().mapToLong(JsonNode::asLong).sum();
      differing += table.path("differing").asLong();
      suspected += table.path("suspected").asLong();
    }
    return new DriftSummary(lost, found, found - differing, suspected);
  }

  @Override
  public void close() {
    http.close();
  }
}
