package org.rollbook.runtime.ingest;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.rollbook.model.Heard;
import org.rollbook.model.avro.SchemaLookup;
import org.rollbook.model.avro.SchemaRegistry;
import org.rollbook.model.event.RejectCause;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Puts each message where it belongs.
///
/// ```
/// message ─▶ verdict ─┬─▶ journals
///                     ├─▶ dead letters
///                     └─▶ set aside, until the registry knows the schema or the patience ends
/// ```
///
/// Used by the ingest thread only.
///
/// @param <E> what events say
final class Sorter<E> {

  /// How long the registry may be asked in one go; others wait meanwhile.
  private static final Duration ASKING_TIME = Duration.ofMillis(250);

  /// How long one go at messages may take: with a registry that answers slowly, each broken one
  /// takes seconds, and who polls too rarely is taken for dead.
  private static final Duration SORTING_TIME = Duration.ofSeconds(10);

  private static final Logger LOG = LoggerFactory.getLogger(Sorter.class);
  private static final Duration TELL_EVERY = Duration.ofMinutes(1);

  private final Interpreter<E> interpreter;
  private final SchemaRegistry registry;
  private final Destinations<E> destinations;
  private final SetAside setAside;
  private final IngestMeters meters;
  private final Clock clock;
  private final Duration schemaPatience;
  private final Pace telling;

  /// Where messages go.
  record Destinations<E>(Outbox outbox, Journals<E> journals, DeadLetterWriter deadLetters) {}

  Sorter(
      Interpreter<E> interpreter,
      SchemaRegistry registry,
      Destinations<E> destinations,
      SetAside setAside,
      IngestMeters meters,
      Clock clock,
      Duration schemaPatience) {
    this.interpreter = interpreter;
    this.registry = registry;
    this.destinations = destinations;
    this.setAside = setAside;
    this.meters = meters;
    this.clock = clock;
    this.schemaPatience = schemaPatience;
    this.telling = new Pace(clock, TELL_EVERY);
  }

  /// Sorts messages, in order, until something is in the way or the time is up.
  Sorted sort(List<ConsumerRecord<byte[], byte[]>> messages) {
    Instant enough = clock.instant().plus(SORTING_TIME);
    int sorted = 0;
    for (var message : messages) {
      if (clock.instant().isAfter(enough)) {
        break;
      }
      Optional<Hold> hold = room().or(() -> sort(message));
      if (hold.isPresent()) {
        return new Sorted(sorted, hold);
      }
      meters.read();
      sorted++;
    }
    return new Sorted(sorted, Optional.empty());
  }

  /// @param messages how many were sorted
  /// @param hold why nothing more can be, if so
  record Sorted(int messages, Optional<Hold> hold) {}

  private Optional<Hold> room() {
    return setAside.isFull() ? Optional.of(new Hold.ForRoom(setAside.schemas())) : Optional.empty();
  }

  /// @return why the message was left where it was, if so
  private Optional<Hold> sort(ConsumerRecord<byte[], byte[]> message) {
    switch (interpreter.verdictOn(message)) {
      case Verdict.Skipped<E>(var type) -> meters.skipped(type);
      case Verdict.Understood<E>(var heard) -> journal(message, heard);
      case Verdict.Rejected<E>(var cause, var detail) -> reject(message, cause, detail);
      case Verdict.SchemaUnknown<E>(var id) -> setAside.add(message, id, clock.instant());
      case Verdict.Undecided<E>(var id, var answer) -> {
        return Optional.of(new Hold.ForRegistry(id, answer));
      }
    }
    return Optional.empty();
  }

  private void journal(ConsumerRecord<byte[], byte[]> message, Heard<E> heard) {
    List<ProducerRecord<byte[], byte[]>> records = destinations.journals().recordsOf(heard);
    if (records.stream().allMatch(Journals::fits)) {
      records.forEach(destinations.outbox()::send);
      meters.journaled();
    } else {
      reject(message, RejectCause.UNDECODABLE, "the event says more than anyone would");
    }
  }

  private void reject(ConsumerRecord<byte[], byte[]> message, RejectCause cause, String detail) {
    destinations.deadLetters().send(message, cause, detail);
    meters.rejected(cause);
  }

  /// Whether what made us hold stands in the way of asking again; if it was the registry and it is
  /// well, those that wait for it have their patience anew, since it could not be asked.
  ///
  /// A lack of room never does: only asking again makes room.
  Optional<Hold> keptFromAsking(Hold hold) {
    return switch (hold) {
      case Hold.ForRoom _ -> Optional.empty();
      case Hold.ForRegistry(var schemaId, _) -> {
        if (registry.recheck(schemaId) instanceof SchemaLookup.Withheld withheld) {
          yield Optional.of(new Hold.ForRegistry(schemaId, withheld));
        }
        setAside.waitAnew(clock.instant());
        yield Optional.empty();
      }
    };
  }

  /// Asks again for the schemas that messages wait for, each at most once.
  ///
  /// @return why nothing more can be read, if so
  Optional<Hold> askAgain() {
    Instant enough = clock.instant().plus(ASKING_TIME);
    int schemas = setAside.schemas().size();
    Optional<Hold> hold = Optional.empty();
    for (int i = 0; i < schemas && hold.isEmpty() && clock.instant().isBefore(enough); i++) {
      OptionalInt schemaId = setAside.nextSchema();
      hold = schemaId.isPresent() ? askAgain(schemaId.getAsInt()) : hold;
    }
    return hold.or(this::room);
  }

  private Optional<Hold> askAgain(int schemaId) {
    return switch (registry.schema(schemaId)) {
      case SchemaLookup.Withheld withheld -> Optional.of(new Hold.ForRegistry(schemaId, withheld));
      case SchemaLookup.Unknown _ -> {
        setAside
            .takeOlderThan(schemaId, clock.instant().minus(schemaPatience))
            .forEach(message -> rejectUnknown(message, schemaId));
        yield Optional.empty();
      }
      case SchemaLookup.Unanswered(var why) -> {
        tellOf(schemaId, why);
        setAside.waitAnew(schemaId, clock.instant());
        yield Optional.empty();
      }
      case SchemaLookup.Known _, SchemaLookup.Unreadable _, SchemaLookup.GivenUp _ ->
          sortAgain(schemaId, setAside.takeAll(schemaId));
    };
  }

  /// Says so once in a while: whoever asks is told how many wait, by readiness.
  private void tellOf(int schemaId, String why) {
    if (telling.isDue()) {
      LOG.atWarn()
          .addKeyValue("schema", schemaId)
          .addKeyValue("why", why)
          .log("Messages wait for a schema over which the registry fails");
    }
  }

  private void rejectUnknown(ConsumerRecord<byte[], byte[]> message, int schemaId) {
    reject(
        message,
        RejectCause.UNKNOWN_SCHEMA,
        "the registry has not known schema %d for %d s"
            .formatted(schemaId, schemaPatience.toSeconds()));
  }

  private Optional<Hold> sortAgain(int schemaId, List<ConsumerRecord<byte[], byte[]>> messages) {
    Optional<Hold> hold = Optional.empty();
    for (var message : messages) {
      hold = hold.or(() -> sort(message));
      if (hold.isPresent()) {
        setAside.add(message, schemaId, clock.instant());
      }
    }
    return hold;
  }
}
