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

/// What an instance says of itself.
///
/// @param parts the partitions of its views
public record Health(boolean ready, List<Part> parts) {

  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final ObjectMapper JSON = new ObjectMapper();

  /// A partition of a view as the instance has it.
  ///
  /// @param asOf what its answers would say, if it gives any
  public record Part(String view, int partition, State state, Optional<Instant> asOf) {}

  /// How an instance has a partition.
  public enum State {
    READY,
    STANDBY,
    RESTORING,
    ELSEWHERE
  }

  public Health {
    parts = List.copyOf(parts);
  }

  /// Asks an instance; empty if it does not answer.
  ///
  /// @throws AssertionError if it never will: its process has ended
  public static Optional<Health> of(ViewProcess instance, HttpClient http) {
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
  public static Optional<List<Health>> ofAll(List<ViewProcess> instances, HttpClient http) {
    List<Health> told =
        instances.stream().map(instance -> of(instance, http)).flatMap(Optional::stream).toList();
    return Optional.of(told).filter(all -> all.size() == instances.size());
  }

  static Health read(JsonNode body) {
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
    return new Health(body.path("status").asText().equals("ready"), parts);
  }

  /// Those that it has in some way.
  public Stream<Part> in(State state) {
    return parts.stream().filter(part -> part.state() == state);
  }

  /// Whether it owns all partitions, and each holds what was published before a time.
  public boolean holdsAll(Instant before) {
    return hasHeard(before) && parts.stream().allMatch(part -> part.state() == State.READY);
  }

  /// Whether it owns some partitions and is about to own no others, and each of these holds what
  /// was published before a time.
  public boolean hasHeard(Instant before) {
    return ready
        && in(State.RESTORING).findAny().isEmpty()
        && in(State.READY).findAny().isPresent()
        && in(State.READY).allMatch(part -> part.asOf().filter(before::isBefore).isPresent());
  }

  /// Whether each partition is in a state at one of those who tell.
  public static boolean isEachIn(State state, List<Health> told) {
    return told.stream()
        .flatMap(one -> one.parts().stream())
        .allMatch(part -> told.stream().anyMatch(one -> one.has(part, state)));
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
