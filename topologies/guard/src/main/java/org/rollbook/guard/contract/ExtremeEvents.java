package org.rollbook.guard.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.rollbook.model.EventStamp;
import org.rollbook.model.EventType;
import org.rollbook.model.SourcePosition;
import org.rollbook.model.Stamped;
import org.rollbook.model.event.EventEnvelope;
import org.rollbook.model.event.Rejection;
import org.rollbook.runtime.ingest.EventReader;

/// Events of a view with fields at and beyond their bounds.
public record ExtremeEvents<E>(ExtremeSamples<E, ?, ?> samples) {

  /// How many rows of one course have each their own text.
  public static final int CROWD = 3_600;

  /// How many of the longest possible events one row gets.
  public static final int LONG_EVENTS = 400;

  private static final SourcePosition ANYWHERE = new SourcePosition("source", 0, 0);

  /// A random event; nine fields in ten have an accepted value.
  ExtremeEvent any(Random random) {
    List<EventType> types = samples.types();
    return of(types.get(random.nextInt(types.size())), field -> any(field, random));
  }

  private static ExtremeValue any(ExtremeField field, Random random) {
    boolean accepted = random.nextInt(10) > 0;
    List<ExtremeValue> some =
        field.values().stream().filter(value -> value.accepted() == accepted).toList();
    List<ExtremeValue> choice = some.isEmpty() ? field.values() : some;
    return choice.get(random.nextInt(choice.size()));
  }

  /// An event with ordinary values.
  ExtremeEvent plain(EventType type, String id, long learner) {
    return of(type, ExtremeField::ordinary).with("id", id).with("learner", learner);
  }

  /// Each value of each field once, in an event of its own learner with otherwise ordinary values.
  public List<ExtremeEvent> eachAlone() {
    List<ExtremeEvent> events = new ArrayList<>();
    for (EventType type : samples.typesTriedAlone()) {
      for (ExtremeField field : fields(type).toList()) {
        for (ExtremeValue value : field.values()) {
          long learner = 100L + events.size();
          ExtremeEvent plain = plain(type, "id-" + learner, learner);
          // Learners that are tried alone are the same for each type.
          events.add(
              field.name().equals("learner")
                  ? plain.with("course", "edX/By/" + type.wireName()).with("learner", value)
                  : plain.with(field.name(), value));
        }
      }
    }
    return List.copyOf(events);
  }

  /// One of the many rows of a course, each with a text of its own.
  public ExtremeEvent ofTheCrowd(int number) {
    var text = samples.countedText();
    return plain(samples.typesTriedAlone().getLast(), "crowd-" + number, 10_000L + number)
        .with("course", "edX/Crowd/All")
        .with(text.field(), "\u5B66".repeat(text.longest() - 4) + "%04d".formatted(number));
  }

  /// The same row an hour later, with the text that all others then have.
  ExtremeEvent laterOfTheCrowd(int number) {
    return plain(samples.typesTriedAlone().getLast(), "later-" + number, 10_000L + number)
        .with("course", "edX/Crowd/All")
        .with("time", "2026-08-20T13:00:00Z");
  }

  /// The longest possible event of one row. The id's end is the number.
  public ExtremeEvent longEvent(int number) {
    return of(samples.typesTriedAlone().getLast(), ExtremeField::longest)
        .with("id", "\u5B66".repeat(252) + "%03d".formatted(number))
        .with("source", "\u5B66".repeat(255))
        .with("learner", 9_999L)
        .with("time", "2026-08-20T12:00:00Z");
  }

  /// The event as ingest makes it of a message; empty if it rejects the message.
  Optional<Stamped<E>> read(ExtremeEvent event) {
    EventReader<E> reader =
        samples.definition().readers().stream()
            .filter(each -> each.contract().type().equals(event.type()))
            .findFirst()
            .orElseThrow();
    GenericRecord record = blank(reader.contract().schema());
    samples.write(event, record);
    try {
      var envelope = EventEnvelope.open(headers(event));
      var stamp = new EventStamp(envelope.time(), event.type(), envelope.id(), envelope.source());
      return Optional.of(new Stamped<>(stamp, ANYWHERE, reader.read(record)));
    } catch (Rejection _) {
      return Optional.empty();
    }
  }

  /// The event as it must be read, if it is accepted.
  Stamped<E> meant(ExtremeEvent event) {
    return new Stamped<>(event.stamp(), ANYWHERE, samples.payload(event));
  }

  private ExtremeEvent of(EventType type, Function<ExtremeField, ExtremeValue> value) {
    Map<String, ExtremeValue> fields = new HashMap<>();
    fields(type).forEach(field -> fields.put(field.name(), value.apply(field)));
    return new ExtremeEvent(type, fields);
  }

  private Stream<ExtremeField> fields(EventType type) {
    return Stream.concat(FieldsOfAllEvents.ALL.stream(), samples.fields(type).stream());
  }

  private static RecordHeaders headers(ExtremeEvent event) {
    var headers = new RecordHeaders();
    headers.add("ce_type", event.type().wireName().getBytes(UTF_8));
    headers.add("ce_id", event.text("id").getBytes(UTF_8));
    headers.add("ce_source", event.text("source").getBytes(UTF_8));
    headers.add("ce_time", event.text("time").getBytes(UTF_8));
    return headers;
  }

  /// A record with a record in each field that is one, and nothing else.
  private static GenericRecord blank(Schema schema) {
    var record = new GenericData.Record(schema);
    for (Schema.Field field : schema.getFields()) {
      if (field.schema().getType() == Schema.Type.RECORD) {
        record.put(field.pos(), blank(field.schema()));
      }
    }
    return record;
  }
}
