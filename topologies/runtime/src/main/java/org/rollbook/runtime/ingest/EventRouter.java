package org.rollbook.runtime.ingest;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.rollbook.model.Stamped;
import org.rollbook.model.avro.SchemaLookup;
import org.rollbook.model.avro.SchemaRegistry;
import org.rollbook.model.event.RejectCause;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Routes each message.
///
/// ```
/// message ─▶ routing ─┬─▶ journals
///                     ├─▶ dead letters
///                     └─▶ pending, until the registry knows the schema or the time limit ends
/// ```
///
/// Used by the ingest thread only.
///
/// @param <E> the payload of events
final class EventRouter<E> {

  /// How long the registry may be asked in one go; reading waits meanwhile.
  private static final Duration ASKING_TIME = Duration.ofMillis(250);

  /// How long messages may be routed in one go: with a registry that answers slowly, each broken
  /// one takes seconds, and a member that polls too rarely is taken for dead.
  private static final Duration ROUTING_TIME = Duration.ofSeconds(10);

  private static final Logger LOG = LoggerFactory.getLogger(EventRouter.class);
  private static final Duration LOG_EVERY = Duration.ofMinutes(1);

  private final EventDecoder<E> decoder;
  private final SchemaRegistry registry;
  private final Destinations<E> destinations;
  private final PendingEvents pending;
  private final IngestMeters meters;
  private final Clock clock;
  private final Duration schemaPatience;
  private final Interval logInterval;

  /// Where messages go.
  record Destinations<E>(
      JournalProducer producer, Journals<E> journals, DeadLetterWriter deadLetters) {}

  EventRouter(
      EventDecoder<E> decoder,
      SchemaRegistry registry,
      Destinations<E> destinations,
      PendingEvents pending,
      IngestMeters meters,
      Clock clock,
      Duration schemaPatience) {
    this.decoder = decoder;
    this.registry = registry;
    this.destinations = destinations;
    this.pending = pending;
    this.meters = meters;
    this.clock = clock;
    this.schemaPatience = schemaPatience;
    this.logInterval = new Interval(clock, LOG_EVERY);
  }

  /// Routes messages, in order, until one of them cannot be routed or the time is up.
  Routed route(List<ConsumerRecord<byte[], byte[]>> messages) {
    Instant enough = clock.instant().plus(ROUTING_TIME);
    int routed = 0;
    for (var message : messages) {
      if (clock.instant().isAfter(enough)) {
        break;
      }
      Optional<PauseReason> pause = room().or(() -> route(message));
      if (pause.isPresent()) {
        return new Routed(routed, pause);
      }
      meters.read();
      routed++;
    }
    return new Routed(routed, Optional.empty());
  }

  /// @param messages how many were routed
  /// @param pause why no more can be routed, if so
  record Routed(int messages, Optional<PauseReason> pause) {}

  private Optional<PauseReason> room() {
    return pending.isFull()
        ? Optional.of(new PauseReason.ForRoom(pending.schemas()))
        : Optional.empty();
  }

  /// @return why the message could not be routed, if so
  private Optional<PauseReason> route(ConsumerRecord<byte[], byte[]> message) {
    switch (decoder.routingOf(message)) {
      case Routing.Skipped<E>(var type) -> meters.skipped(type);
      case Routing.Understood<E>(var event) -> journal(message, event);
      case Routing.Compared<E>(var pass) ->
          destinations.journals().recordsOf(pass).forEach(destinations.producer()::send);
      case Routing.Rejected<E>(var rejection) ->
          reject(message, rejection.rejectCause(), rejection.detail());
      case Routing.SchemaUnknown<E>(var id) -> pending.add(message, id, clock.instant());
      case Routing.Undecided<E>(var id, var answer) -> {
        return Optional.of(new PauseReason.ForRegistry(id, answer));
      }
    }
    return Optional.empty();
  }

  private void journal(ConsumerRecord<byte[], byte[]> message, Stamped<E> event) {
    List<ProducerRecord<byte[], byte[]>> records = destinations.journals().recordsOf(event);
    if (records.stream().allMatch(Journals::fits)) {
      records.forEach(destinations.producer()::send);
      meters.journaled();
    } else {
      reject(message, RejectCause.UNDECODABLE, "the event's text fields exceed 16 KiB");
    }
  }

  private void reject(ConsumerRecord<byte[], byte[]> message, RejectCause cause, String detail) {
    destinations.deadLetters().send(message, cause, detail);
    meters.rejected(cause);
  }

  /// Why the registry still cannot be asked for schemas, given the reason of the pause. If the
  /// reason was the registry and it works again, the waiting time of pending messages starts anew,
  /// since it could not be asked.
  ///
  /// Too many pending messages are no such reason: only asking again makes room.
  Optional<PauseReason> reasonNotToAsk(PauseReason pause) {
    return switch (pause) {
      case PauseReason.ForRoom _ -> Optional.empty();
      case PauseReason.ForRegistry(var schemaId, _) -> {
        if (registry.recheck(schemaId) instanceof SchemaLookup.Withheld withheld) {
          yield Optional.of(new PauseReason.ForRegistry(schemaId, withheld));
        }
        pending.waitAnew(clock.instant());
        yield Optional.empty();
      }
    };
  }

  /// Asks again for the schemas that messages wait for, each at most once.
  ///
  /// @return why nothing more can be read, if so
  Optional<PauseReason> askAgain() {
    Instant enough = clock.instant().plus(ASKING_TIME);
    int schemas = pending.schemas().size();
    Optional<PauseReason> pause = Optional.empty();
    for (int i = 0; i < schemas && pause.isEmpty() && clock.instant().isBefore(enough); i++) {
      OptionalInt schemaId = pending.nextSchema();
      pause = schemaId.isPresent() ? askAgain(schemaId.getAsInt()) : pause;
    }
    return pause.or(this::room);
  }

  private Optional<PauseReason> askAgain(int schemaId) {
    return switch (registry.schema(schemaId)) {
      case SchemaLookup.Withheld withheld ->
          Optional.of(new PauseReason.ForRegistry(schemaId, withheld));
      case SchemaLookup.Unknown _ -> {
        pending
            .takeOlderThan(schemaId, clock.instant().minus(schemaPatience))
            .forEach(message -> rejectUnknown(message, schemaId));
        yield Optional.empty();
      }
      case SchemaLookup.Unanswered(var why) -> {
        logUnanswered(schemaId, why);
        pending.waitAnew(schemaId, clock.instant());
        yield Optional.empty();
      }
      case SchemaLookup.Known _, SchemaLookup.Unreadable _, SchemaLookup.GivenUp _ ->
          routeAgain(schemaId, pending.takeAll(schemaId));
    };
  }

  /// Logs this at most once a minute: readiness always reports how many messages wait.
  private void logUnanswered(int schemaId, String why) {
    if (logInterval.isDue()) {
      LOG.atWarn()
          .addKeyValue("schema", schemaId)
          .addKeyValue("why", why)
          .log("Messages wait for a schema that the registry fails to return");
    }
  }

  private void rejectUnknown(ConsumerRecord<byte[], byte[]> message, int schemaId) {
    reject(
        message,
        RejectCause.UNKNOWN_SCHEMA,
        "the registry has not known schema %d for %d s"
            .formatted(schemaId, schemaPatience.toSeconds()));
  }

  private Optional<PauseReason> routeAgain(
      int schemaId, List<ConsumerRecord<byte[], byte[]>> messages) {
    Optional<PauseReason> pause = Optional.empty();
    for (var message : messages) {
      pause = pause.or(() -> route(message));
      if (pause.isPresent()) {
        pending.add(message, schemaId, clock.instant());
      }
    }
    return pause;
  }
}
