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
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.rollbook.model.EventStamp;
import org.rollbook.model.SourcePosition;
import org.rollbook.model.Stamped;
import org.rollbook.model.avro.ConfluentFraming;
import org.rollbook.model.avro.DecodeException;
import org.rollbook.model.avro.NarrowReader;
import org.rollbook.model.avro.SchemaLookup;
import org.rollbook.model.avro.SchemaRegistry;
import org.rollbook.model.event.EventEnvelope;
import org.rollbook.model.event.EventHeaders;
import org.rollbook.model.event.RejectCause;
import org.rollbook.model.event.Rejection;
import org.rollbook.model.lms.LmsPass;
import org.rollbook.model.topic.EventContract;
import org.rollbook.runtime.time.BrokerTime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Decodes messages, with the cheapest check first:
///
/// ```
/// ce_type ─▶ envelope ─▶ time ─▶ framing ─▶ schema ─▶ decoding ─▶ payload
/// ```
///
/// A message that does not fit the schema that it names is rejected only when the registry, asked
/// anew, still returns that schema: a registry that was restarted empty gives its ids to other
/// schemas.
///
/// @param <E> the payload of events
final class EventDecoder<E> {

  private static final Logger LOG = LoggerFactory.getLogger(EventDecoder.class);

  private final Map<String, Reading<E>> readings;
  private final SchemaRegistry registry;
  private final BrokerTime time;
  private final Duration skew;

  /// How messages of one type are decoded and read.
  private record Reading<E>(
      EventContract contract,
      NarrowReader decoder,
      Optional<Glancing> glancing,
      RecordReader<E> reader) {

    private static <E> Reading<E> with(EventReader<E> reader) {
      return new Reading<>(
          reader.contract(),
          new NarrowReader(reader.contract().schema()),
          reader.glance().map(Glancing::at),
          (opened, record) ->
              new Routing.Understood<>(
                  new Stamped<>(stampOf(opened), positionOf(opened), reader.read(record))));
    }

    private static <E> Reading<E> ofPasses(PassReader passes) {
      EventContract contract = LmsPass.COMPLETED.contract();
      return new Reading<>(
          contract,
          new NarrowReader(contract.schema()),
          Optional.empty(),
          (opened, record) ->
              passes
                  .read(opened.message(), record)
                  .<Routing<E>>map(Routing.Compared::new)
                  .orElseGet(() -> new Routing.Skipped<>(contract.type().wireName())));
    }

    private String type() {
      return contract.type().wireName();
    }
  }

  /// Reads the record of a message.
  @FunctionalInterface
  private interface RecordReader<E> {
    Routing<E> read(Opened<E> opened, GenericRecord record) throws Rejection;
  }

  /// Recognizes an event that nobody wants without decoding all of it.
  private record Glancing(NarrowReader decoder, Predicate<GenericRecord> wanted) {

    private static Glancing at(EventReader.Glance glance) {
      return new Glancing(new NarrowReader(glance.schema()), glance.wanted());
    }

    private boolean wants(Schema writer, ByteBuffer avro) throws DecodeException {
      return wanted.test(decoder.read(writer, avro));
    }
  }

  /// A message with its envelope, and how to read the rest.
  private record Opened<E>(
      ConsumerRecord<byte[], byte[]> message, EventEnvelope envelope, Reading<E> reading) {}

  /// @param passes reads the passes that are about our views
  /// @param skew how far past the broker's time an event may claim to be
  EventDecoder(
      List<EventReader<E>> readers,
      PassReader passes,
      SchemaRegistry registry,
      BrokerTime time,
      Duration skew) {
    this.readings =
        Stream.concat(readers.stream().map(Reading::with), Stream.of(Reading.<E>ofPasses(passes)))
            .collect(Collectors.toUnmodifiableMap(Reading::type, Function.identity()));
    this.registry = registry;
    this.time = time;
    this.skew = skew;
  }

  Routing<E> routingOf(ConsumerRecord<byte[], byte[]> message) {
    try {
      String type = EventHeaders.type(message.headers());
      Reading<E> reading = readings.get(type);
      return reading == null ? new Routing.Skipped<>(type) : opened(message, reading);
    } catch (Rejection rejection) {
      return new Routing.Rejected<>(rejection);
    }
  }

  private Routing<E> opened(ConsumerRecord<byte[], byte[]> message, Reading<E> reading)
      throws Rejection {
    var envelope = EventEnvelope.open(message.headers());
    var ahead = Duration.between(brokerTimeOf(message), envelope.time());
    if (ahead.compareTo(skew) > 0) {
      throw new Rejection(
          RejectCause.FROM_THE_FUTURE,
          "ce_time is " + ahead.toSeconds() + " s ahead of the broker's time");
    }
    return withSchema(new Opened<>(message, envelope, reading), framed(message.value()));
  }

  /// The broker's clock when it stamped the message, or else now; a producer's stamp is only its
  /// own claim, and our clock may be wrong.
  private Instant brokerTimeOf(ConsumerRecord<?, ?> message) {
    return message.timestampType() == TimestampType.LOG_APPEND_TIME
        ? Instant.ofEpochMilli(message.timestamp())
        : time.atMost().orElseThrow();
  }

  private static ConfluentFraming.Framed framed(byte @Nullable [] value) throws Rejection {
    return ConfluentFraming.parse(value)
        .orElseThrow(() -> new Rejection(RejectCause.NOT_FRAMED, frameless(value)));
  }

  private static String frameless(byte @Nullable [] value) {
    if (value == null) {
      return "there is no value";
    }
    return value.length <= Integer.BYTES
        ? "the value has " + value.length + " bytes"
        : "the value begins with " + value[0];
  }

  private Routing<E> withSchema(Opened<E> opened, ConfluentFraming.Framed framed) throws Rejection {
    int id = framed.schemaId();
    return switch (registry.schema(id)) {
      case SchemaLookup.Known(var writer) -> decoded(opened, framed, writer);
      case SchemaLookup.Unknown _, SchemaLookup.Unanswered _ -> new Routing.SchemaUnknown<>(id);
      case SchemaLookup.Unreadable(var why) -> throw undecodable("schema " + id + ": " + why);
      case SchemaLookup.GivenUp _ -> throw givenUp(id);
      case SchemaLookup.Withheld withheld -> new Routing.Undecided<>(id, withheld);
    };
  }

  private Routing<E> decoded(Opened<E> opened, ConfluentFraming.Framed framed, Schema writer)
      throws Rejection {
    String type = opened.envelope().type();
    if (!isSchemaOf(type, writer)) {
      return unfit(framed.schemaId(), "is of " + writer.getFullName() + ", not of " + type);
    }
    try {
      Reading<E> reading = opened.reading();
      if (reading.glancing().isPresent()
          && !reading.glancing().get().wants(writer, framed.avro())) {
        return new Routing.Skipped<>(type);
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

  private Routing<E> unfit(int schemaId, String problem) throws Rejection {
    return switch (registry.recheck(schemaId)) {
      case SchemaLookup.Withheld withheld -> new Routing.Undecided<>(schemaId, withheld);
      case SchemaLookup.Unknown _, SchemaLookup.Unanswered _ ->
          new Routing.SchemaUnknown<>(schemaId);
      case SchemaLookup.GivenUp _ -> throw givenUp(schemaId);
      case SchemaLookup.Known _, SchemaLookup.Unreadable _ ->
          throw undecodable("schema " + schemaId + " " + problem);
    };
  }

  private static Rejection undecodable(String detail) {
    return new Rejection(RejectCause.UNDECODABLE, detail);
  }

  private static Rejection givenUp(int schemaId) {
    return new Rejection(
        RejectCause.UNKNOWN_SCHEMA,
        "schema " + schemaId + " is given up as lost by ROLLBOOK_LOST_SCHEMA_IDS");
  }

  /// A reader that fails would fail each time that the message is read again, so the message is
  /// rejected.
  private Routing<E> read(Opened<E> opened, GenericRecord event) throws Rejection {
    try {
      return opened.reading().reader().read(opened, event);
    } catch (RuntimeException unforeseen) {
      LOG.atError()
          .addKeyValue("message", positionOf(opened))
          .addKeyValue("failure", unforeseen.getClass().getName())
          .log("A reader failed");
      throw undecodable("reading it failed with " + unforeseen.getClass().getName());
    }
  }

  private static <E> EventStamp stampOf(Opened<E> opened) {
    EventEnvelope envelope = opened.envelope();
    return new EventStamp(
        envelope.time(), opened.reading().contract().type(), envelope.id(), envelope.source());
  }

  private static <E> SourcePosition positionOf(Opened<E> opened) {
    var message = opened.message();
    return new SourcePosition(message.topic(), message.partition(), message.offset());
  }
}
