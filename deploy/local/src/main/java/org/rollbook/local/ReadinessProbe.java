package org.rollbook.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rollbook.local.status.Status.Condition;
import org.rollbook.local.status.Status.Health;

/// Asks a topology whether it is ready, and what it waits for. Any thread.
final class ReadinessProbe implements AutoCloseable {

  private final JsonClient http = new JsonClient();
  private final URI address;

  /// An instance that is not ready counts as starting until it was ready once.
  private volatile boolean wasReady;

  ReadinessProbe(URI address) {
    this.address = address;
  }

  URI address() {
    return address;
  }

  Health ask() {
    try {
      JsonClient.JsonReply reply = http.get(address);
      String text = text(reply.body());
      if (reply.isOk()) {
        wasReady = true;
        return new Health(Condition.READY, text);
      }
      return unready(text);
    } catch (IOException e) {
      return unready("no answer");
    }
  }

  @Override
  public void close() {
    http.close();
  }

  private Health unready(String why) {
    return new Health(wasReady ? Condition.UNREADY : Condition.STARTING, why);
  }

  /// What it waits for, and what stops its ingest.
  private static String text(JsonNode readiness) {
    Stream<String> waitingFor = readiness.path("waiting_for").valueStream().map(JsonNode::asText);
    JsonNode ingest = readiness.path("ingest");
    Stream<String> ingestHalt =
        ingest.path("why").isTextual()
            ? Stream.of("ingest %s: %s".formatted(text(ingest, "state"), text(ingest, "why")))
            : Stream.empty();
    return Stream.concat(waitingFor, ingestHalt).collect(Collectors.joining("; "));
  }

  private static String text(JsonNode of, String field) {
    return of.path(field).asText();
  }
}
