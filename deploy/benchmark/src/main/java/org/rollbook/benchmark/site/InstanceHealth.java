package org.rollbook.benchmark.site;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.rollbook.model.event.IsoTime;
import org.rollbook.testkit.process.ViewProcess;
import org.rollbook.testkit.web.Web;

/// What an instance reports about itself.
///
/// @param parts the partitions of its views
record InstanceHealth(boolean ready, List<Part> parts) {

  /// A partition of a view.
  ///
  /// @param asOf of its answers, if it gives any
  record Part(String view, int partition, State state, Optional<Instant> asOf) {

    private static Part of(JsonNode view, JsonNode partition) {
      return new Part(
          view.path("view").asText(),
          partition.path("partition").asInt(),
          State.valueOf(partition.path("state").asText().toUpperCase(Locale.ROOT)),
          Optional.ofNullable(partition.path("as_of").textValue()).map(IsoTime::parse));
    }
  }

  /// The state of a partition at an instance.
  enum State {
    READY,
    STANDBY,
    RESTORING,
    ELSEWHERE
  }

  /// Asks an instance; empty if it does not answer.
  ///
  /// @param management its management port
  /// @throws AssertionError if it never will: its process has ended
  static Optional<InstanceHealth> of(ViewProcess instance, Web management) {
    try {
      return Optional.of(read(management.get("/health/readiness").json()));
    } catch (UncheckedIOException notYet) {
      instance.process().requireAlive();
      return Optional.empty();
    }
  }

  static InstanceHealth read(JsonNode body) {
    List<Part> parts =
        body.path("views")
            .valueStream()
            .flatMap(view -> view.path("partitions").valueStream().map(one -> Part.of(view, one)))
            .toList();
    return new InstanceHealth(body.path("status").asText().equals("ready"), parts);
  }

  boolean hasAny(State state) {
    return parts.stream().anyMatch(part -> part.state() == state);
  }

  /// Whether it owns some partitions and is not about to own others, and each that it has, as owner
  /// or standby, has what was published before a time.
  boolean hasReceived(Instant before) {
    return ready
        && hasAny(State.READY)
        && !hasAny(State.RESTORING)
        && parts.stream()
            .filter(part -> part.state() != State.ELSEWHERE)
            .allMatch(part -> part.asOf().filter(before::isBefore).isPresent());
  }

  /// Whether each partition is in a state at one of the instances.
  static boolean isEachIn(State state, List<InstanceHealth> health) {
    List<Part> all = health.stream().flatMap(one -> one.parts().stream()).toList();
    Function<Part, String> name = part -> part.view() + " " + part.partition();
    return all.stream().map(name).distinct().count()
        == all.stream().filter(part -> part.state() == state).map(name).distinct().count();
  }
}
