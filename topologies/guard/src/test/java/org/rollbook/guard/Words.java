package org.rollbook.guard;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.Encoder;
import org.rollbook.model.CourseKey;
import org.rollbook.model.EventStamp;
import org.rollbook.model.LearnerId;
import org.rollbook.model.SourcePosition;
import org.rollbook.model.Stamped;
import org.rollbook.model.avro.AvroCodec;
import org.rollbook.model.enrollments.EnrollmentContract;
import org.rollbook.model.enrollments.EnrollmentEvents;
import org.rollbook.model.enrollments.EnrollmentRecord;
import org.rollbook.model.topic.TopologyContract;
import org.rollbook.runtime.ingest.EventReader;
import org.rollbook.runtime.journal.Journal;
import org.rollbook.runtime.journal.JournalCodec;
import org.rollbook.runtime.journal.JournalFormats;
import org.rollbook.runtime.node.TopologyDefinition;
import org.rollbook.runtime.serve.query.QueryService;
import org.rollbook.runtime.settings.Settings;
import org.rollbook.runtime.view.DerivedMessage;
import org.rollbook.runtime.view.DerivedTopic;
import org.rollbook.runtime.view.DerivedTopic.SchemaIds;
import org.rollbook.runtime.view.PublicationPart;
import org.rollbook.runtime.view.StoreSpec;
import org.rollbook.runtime.view.View;

/// A topology of words that a test can change in every part. It uses the published topics of
/// enrollments.
///
/// @param firstPart how journals are partitioned
/// @param codec how words are written
/// @param views names, each of a view with a journal and a store of that name
record Words(
    int version, Function<String, byte[]> firstPart, AvroCodec<String> codec, List<String> views)
    implements TopologyDefinition<String> {

  static final Stamped<String> SAMPLE =
      new Stamped<>(
          new EventStamp(Instant.EPOCH, EnrollmentEvents.CHANGED.type(), "id", "test"),
          new SourcePosition("source", 0, 1),
          "word");

  Words() {
    this(1, Words::bytes, new TextCodec(), List.of("words"));
  }

  Words withVersion(int other) {
    return new Words(other, firstPart, codec, views);
  }

  Words withFirstPart(Function<String, byte[]> other) {
    return new Words(version, other, codec, views);
  }

  Words withCodec(AvroCodec<String> other) {
    return new Words(version, firstPart, other, views);
  }

  Words withViews(String... names) {
    return new Words(version, firstPart, codec, List.of(names));
  }

  @Override
  public TopologyContract contract() {
    return new TopologyContract(
        "words", List.of("source"), List.of(), List.of(EnrollmentContract.ENROLLMENTS));
  }

  @Override
  public int port() {
    return 8100;
  }

  @Override
  public List<EventReader<String>> readers() {
    return List.of();
  }

  @Override
  public List<Journal<String>> journals() {
    return views.stream().map(this::journal).toList();
  }

  @Override
  public List<View<String, ?>> views(Settings settings, SchemaIds ids) {
    return views.stream().<View<String, ?>>map(name -> view(name, settings, ids)).toList();
  }

  @Override
  public Object queries(QueryService service) {
    return service;
  }

  private Journal<String> journal(String view) {
    return new Journal<>("by-" + view, Words::bytes, firstPart, JournalFormats.of(codec));
  }

  private View<String, Stamped<String>> view(String name, Settings settings, SchemaIds ids) {
    return new View<>(
        name,
        journal(name),
        new StoreSpec<>(name, new JournalCodec<>(JournalFormats.of(codec))),
        (row, event) -> event,
        List.of(new PublicationPart<>(Words::message)),
        DerivedTopic.of(EnrollmentContract.ENROLLMENTS, settings.topicPrefix(), ids));
  }

  private static DerivedMessage message(Stamped<String> row) {
    var course = new CourseKey("edX/DemoX/2012_Fall");
    var value =
        new EnrollmentRecord(
            new LearnerId(1),
            course,
            row.payload(),
            true,
            Instant.EPOCH,
            row.stamp(),
            row.position());
    return DerivedMessage.of(EnrollmentContract.ENROLLMENTS, value.key(), value, row.stamp());
  }

  private static byte[] bytes(String word) {
    return word.getBytes(StandardCharsets.UTF_8);
  }

  /// Writes a word as it is.
  static class TextCodec implements AvroCodec<String> {

    @Override
    public Schema schema() {
      return Schema.create(Schema.Type.STRING);
    }

    @Override
    public void write(String value, Encoder out) throws IOException {
      out.writeString(value);
    }

    @Override
    public String read(Decoder in) throws IOException {
      return in.readString();
    }
  }

  /// Writes a word backwards: other bytes under the same schema.
  static final class BackwardsCodec extends TextCodec {

    @Override
    public void write(String value, Encoder out) throws IOException {
      super.write(new StringBuilder(value).reverse().toString(), out);
    }

    @Override
    public String read(Decoder in) throws IOException {
      return new StringBuilder(super.read(in)).reverse().toString();
    }
  }
}
