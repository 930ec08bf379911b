package org.rollbook.benchmark.site;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.rollbook.model.event.IsoTime;
import org.rollbook.testkit.process.ViewProcess;

/// What an instance reports about itself.
///
/// @param parts the partitions of its views
public record InstanceHealth(boolean ready, List<Part> parts) {

  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final ObjectMapper JSON = new ObjectMapper();

  /// A partition of a view, as the instance reports it.
  ///
  /// @param asOf of its answers, if it gives any
  public record Part(String view, int partition, State state, Optional<Instant> asOf) {}

  /// The state of a partition at an instance.
  public enum State {
    READY,
    STANDBY,
    RESTORING,
    ELSEWHERE
  }

  public InstanceHealth {
    parts = List.copyOf(parts);
  }

  /// Asks an instance; empty if it does not answer.
  ///
  /// @throws AssertionError if it never will: its process has ended
  public static Optional<InstanceHealth> of(ViewProcess instance, HttpClient http) {
    try {
      var request =
          HttpRequest.newBuilder(URI.create(instance.managementUrl() + "/health/readiness"))
              .timeout(PATIENCE)
              .build();
      return Optional.of(read(JSON.readTree(http.send(request, BodyHandlers.ofString()).body())));
    } catch (IOException notYet) {
      instance.process().requireAlive();
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /// Asks several; empty unless all of them answer.
  ///
  /// @throws AssertionError if one of them never will: its process has ended
  public static Optional<List<InstanceHealth>> ofAll(List<ViewProcess> instances, HttpClient http) {
    List<InstanceHealth> health =
        instances.stream().map(instance -> of(instance, http)).flatMap(Optional::stream).toList();
    return Optional.of(health).filter(all -> all.size() == instances.size());
  }

  static InstanceHealth read(JsonNode body) {
    List<Part> parts = new ArrayList<>();
    for (JsonNode view : body.path("views")) {
      for (JsonNode partition : view.path("partitions")) {
        parts.add(
            new Part(
                view.path("view").asText(),
                partition.path("partition").asInt(),
                state(partition.path("state").asText()),
                Optional.ofNullable(partition.path("as_of").textValue()).map(IsoTime::parse)));
      }
    }
    return new InstanceHealth(body.path("status").asText().equals("ready"), parts);
  }

  /// The partitions that are in a state.
  public Stream<Part> in(State state) {
    return parts.stream().filter(part -> part.state() == state);
  }

  /// Whether it owns all partitions, and each has what was published before a time.
  public boolean holdsAll(Instant before) {
    return hasReceived(before) && parts.stream().allMatch(part -> part.state() == State.READY);
  }

  /// Whether it owns some partitions and is not about to own others, and each of these has what was
  /// published before a time.
  public boolean hasReceived(Instant before) {
    return ready
        && in(State.RESTORING).findAny().isEmpty()
        && in(State.READY).findAny().isPresent()
        && in(State.READY).allMatch(part -> part.asOf().filter(before::isBefore).isPresent());
  }

  /// Whether each partition is in a state at one of the instances.
  public static boolean isEachIn(State state, List<InstanceHealth> health) {
    return health.stream()
        .flatMap(one -> one.parts().stream())
        .allMatch(part -> health.stream().anyMatch(one -> one.has(part, state)));
  }

  private boolean has(Part part, State state) {
    return in(state)
        .anyMatch(
            other -> other.view().equals(part.view()) && other.partition() == part.partition());
  }

  private static State state(String text) {
    return switch (text) {
      case "ready" -> State.READY;
      case "standby" -> State.STANDBY;
      case "restoring" -> State.RESTORING;
      case "elsewhere" -> State.ELSEWHERE;
      default -> throw new IllegalArgumentException("no state of a partition: " + text);
    };
  }
}
