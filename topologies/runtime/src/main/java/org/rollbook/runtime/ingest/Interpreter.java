package org.rollbook.runtime.ingest;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.rollbook.model.EventStamp;
import org.rollbook.model.Heard;
import org.rollbook.model.SourcePosition;
import org.rollbook.model.avro.ConfluentFraming;
import org.rollbook.model.avro.DecodeException;
import org.rollbook.model.avro.NarrowReader;
import org.rollbook.model.avro.SchemaLookup;
import org.rollbook.model.avro.SchemaRegistry;
import org.rollbook.model.event.EnvelopeResult;
import org.rollbook.model.event.EventEnvelope;
import org.rollbook.model.event.RejectCause;
import org.rollbook.model.event.TypeResult;
import org.rollbook.runtime.time.BrokerTime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Understands messages, cheapest question first:
///
/// ```
/// ce_type ─▶ envelope ─▶ time ─▶ framing ─▶ schema ─▶ decoding ─▶ what it says
/// ```
///
/// A message that does not fit the schema that it names is rejected only when the registry, asked
/// anew, still says that this is the schema: one that began again gives its ids to others.
///
/// @param <E> what events say
final class Interpreter<E> {

  private static final Logger LOG = LoggerFactory.getLogger(Interpreter.class);

  private final Map<String, Reading<E>> readings;
  private final SchemaRegistry registry;
  private final BrokerTime time;
  private final Duration skew;

  /// How events of one type are decoded and read.
  private record Reading<E>(
      EventReader<E> reader, NarrowReader decoder, Optional<Glancing> glancing) {

    private static <E> Reading<E> with(EventReader<E> reader) {
      return new Reading<>(
          reader, new NarrowReader(reader.readerSchema()), reader.glance().map(Glancing::at));
    }

    private String type() {
      return reader.type().wireName();
    }
  }

  /// How to tell an event that nobody wants without decoding it all.
  private record Glancing(NarrowReader decoder, Predicate<GenericRecord> wanted) {

    private static Glancing at(EventReader.Glance glance) {
      return new Glancing(new NarrowReader(glance.schema()), glance.wanted());
    }

    private boolean wants(Schema writer, ByteBuffer avro) throws DecodeException {
      return wanted.test(decoder.read(writer, avro));
    }
  }

  /// A message whose envelope is open.
  private record Opened<E>(
      ConsumerRecord<byte[], byte[]> message, EventEnvelope envelope, Reading<E> reading) {}

  /// @param skew how far past the broker's time an event may claim to be
  Interpreter(
      List<EventReader<E>> readers, SchemaRegistry registry, BrokerTime time, Duration skew) {
    this.readings =
        readers.stream()
            .map(Reading::with)
            .collect(Collectors.toUnmodifiableMap(Reading::type, Function.identity()));
    this.registry = registry;
    this.time = time;
    this.skew = skew;
  }

  Verdict<E> verdictOn(ConsumerRecord<byte[], byte[]> message) {
    return switch (TypeResult.of(message.headers())) {
      case TypeResult.Refused(var cause, var detail) -> new Verdict.Rejected<>(cause, detail);
      case TypeResult.Typed(var type) ->
          Optional.ofNullable(readings.get(type))
              .map(reading -> opened(message, reading))
              .orElseGet(() -> new Verdict.Skipped<>(type));
    };
  }

  private Verdict<E> opened(ConsumerRecord<byte[], byte[]> message, Reading<E> reading) {
    return switch (EventEnvelope.open(message.headers())) {
      case EnvelopeResult.Refused(var cause, var detail) -> new Verdict.Rejected<>(cause, detail);
      case EnvelopeResult.Opened(var envelope) -> timed(new Opened<>(message, envelope, reading));
    };
  }

  private Verdict<E> timed(Opened<E> opened) {
    var ahead = Duration.between(brokerTimeOf(opened.message()), opened.envelope().time());
    return ahead.compareTo(skew) > 0
        ? new Verdict.Rejected<>(
            RejectCause.FROM_THE_FUTURE,
            "ce_time is " + ahead.toSeconds() + " s ahead of the broker's time")
        : framed(opened);
  }

  /// The broker's clock when it stamped the message, or else now; a producer's stamp is only its
  /// own claim, and our clock may be wrong.
  private Instant brokerTimeOf(ConsumerRecord<?, ?> message) {
    return message.timestampType() == TimestampType.LOG_APPEND_TIME
        ? Instant.ofEpochMilli(message.timestamp())
        : time.atMost().orElseThrow();
  }

  private Verdict<E> framed(Opened<E> opened) {
    byte @Nullable [] value = opened.message().value();
    return ConfluentFraming.parse(value)
        .map(framed -> withSchema(opened, framed))
        .orElseGet(() -> new Verdict.Rejected<>(RejectCause.NOT_FRAMED, frameless(value)));
  }

  private static String frameless(byte @Nullable [] value) {
    if (value == null) {
      return "there is no value";
    }
    return value.length <= Integer.BYTES
        ? "the value has " + value.length + " bytes"
        : "the value begins with " + value[0];
  }

  private Verdict<E> withSchema(Opened<E> opened, ConfluentFraming.Framed framed) {
    int id = framed.schemaId();
    return switch (registry.schema(id)) {
      case SchemaLookup.Known(var writer) -> decoded(opened, framed, writer);
      case SchemaLookup.Unknown _, SchemaLookup.Unanswered _ -> new Verdict.SchemaUnknown<>(id);
      case SchemaLookup.Unreadable(var why) -> undecodable("schema " + id + ": " + why);
      case SchemaLookup.GivenUp _ -> givenUp(id);
      case SchemaLookup.Withheld withheld -> new Verdict.Undecided<>(id, withheld);
    };
  }

  private Verdict<E> decoded(Opened<E> opened, ConfluentFraming.Framed framed, Schema writer) {
    String type = opened.envelope().type();
    if (!isSchemaOf(type, writer)) {
      return unfit(framed.schemaId(), "is of " + writer.getFullName() + ", not of " + type);
    }
    try {
      Reading<E> reading = opened.reading();
      if (reading.glancing().isPresent()
          && !reading.glancing().get().wants(writer, framed.avro())) {
        return new Verdict.Skipped<>(type);
      }
      return read(opened, reading.decoder().read(writer, framed.avro()));
    } catch (DecodeException broken) {
      return unfit(framed.schemaId(), "does not fit: " + broken.getMessage());
    }
  }

  /// Open edX's schemas have the event's type as their namespace
  /// (`openedx_events/event_bus/avro/schema.py`).
  private static boolean isSchemaOf(String type, Schema writer) {
    return writer.getType() == Schema.Type.RECORD && type.equals(writer.getNamespace());
  }

  private Verdict<E> unfit(int schemaId, String problem) {
    return switch (registry.recheck(schemaId)) {
      case SchemaLookup.Withheld withheld -> new Verdict.Undecided<>(schemaId, withheld);
      case SchemaLookup.Unknown _, SchemaLookup.Unanswered _ ->
          new Verdict.SchemaUnknown<>(schemaId);
      case SchemaLookup.GivenUp _ -> givenUp(schemaId);
      case SchemaLookup.Known _, SchemaLookup.Unreadable _ ->
          undecodable("schema " + schemaId + " " + problem);
    };
  }

  private static <E> Verdict<E> undecodable(String detail) {
    return new Verdict.Rejected<>(RejectCause.UNDECODABLE, detail);
  }

  private static <E> Verdict<E> givenUp(int schemaId) {
    return new Verdict.Rejected<>(
        RejectCause.UNKNOWN_SCHEMA,
        "schema " + schemaId + " is given up as lost by ROLLBOOK_LOST_SCHEMA_IDS");
  }

  /// A reader that fails nevertheless fails each time that the message is read again: it is the
  /// message that must go.
  private Verdict<E> read(Opened<E> opened, GenericRecord event) {
    try {
      return verdictOf(opened, opened.reading().reader().read(event));
    } catch (RuntimeException unforeseen) {
      LOG.atError()
          .addKeyValue("message", positionOf(opened))
          .addKeyValue("failure", unforeseen.getClass().getName())
          .log("A reader failed");
      return undecodable("reading it failed with " + unforeseen.getClass().getName());
    }
  }

  private Verdict<E> verdictOf(Opened<E> opened, ReadResult<E> result) {
    return switch (result) {
      case ReadResult.Refused<E>(var cause, var detail) -> new Verdict.Rejected<>(cause, detail);
      case ReadResult.Read<E>(var said) ->
          new Verdict.Understood<>(new Heard<>(stampOf(opened), positionOf(opened), said));
    };
  }

  private static <E> EventStamp stampOf(Opened<E> opened) {
    EventEnvelope envelope = opened.envelope();
    return new EventStamp(
        envelope.time(), opened.reading().reader().type(), envelope.id(), envelope.source());
  }

  private static <E> SourcePosition positionOf(Opened<E> opened) {
    var message = opened.message();
    return new SourcePosition(message.topic(), message.partition(), message.offset());
  }
}
