package org.rollbook.guard.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.Encoder;
import org.rollbook.model.CourseKey;
import org.rollbook.model.EventStamp;
import org.rollbook.model.EventType;
import org.rollbook.model.LearnerCourse;
import org.rollbook.model.LearnerId;
import org.rollbook.model.SourcePosition;
import org.rollbook.model.Stamped;
import org.rollbook.model.avro.AvroCodec;
import org.rollbook.model.enrollments.CourseEnrollmentCountsRecord;
import org.rollbook.model.enrollments.EnrollmentContract;
import org.rollbook.model.enrollments.EnrollmentEvents;
import org.rollbook.model.topic.TopologyContract;
import org.rollbook.runtime.journal.JournalCodec;
import org.rollbook.runtime.journal.JournalFormats;
import org.rollbook.runtime.node.LearnerCourseTopology;
import org.rollbook.runtime.serve.query.RowFilters;
import org.rollbook.runtime.view.AggregateLaw;
import org.rollbook.runtime.view.DerivedMessage;
import org.rollbook.runtime.view.RowLaw;
import org.rollbook.runtime.view.StoreSpec;
import org.rollbook.testkit.site.CampusView;

/// The contract, given samples of a view of notes that a test can break.
///
/// @param law by which events change a row
/// @param sums by which a course's notes are counted
/// @param longest how many characters the view accepts; the contract says 100
record NotesContract(
    RowLaw<Note, Stamped<Note>> law, AggregateLaw<Stamped<Note>, Long> sums, int longest)
    implements AnyOrderContract<Note, Stamped<Note>, Long>,
        ExtremesContract<Note, Stamped<Note>, Long> {

  static final RowLaw<Note, Stamped<Note>> LATEST =
      (row, event) -> row.filter(before -> !event.stamp().isAfter(before.stamp())).orElse(event);

  static final AggregateLaw<Stamped<Note>, Long> COUNT =
      AggregateLaw.of(0L, (sum, row) -> sum + 1, (sum, row) -> sum - 1);

  static NotesContract thatKeepsTheLaws() {
    return new NotesContract(LATEST, COUNT, 100);
  }

  @Override
  public LearnerCourseTopology<Note, Stamped<Note>, Long> definition() {
    var row = new JournalCodec<>(JournalFormats.of(new Note.NoteCodec()));
    return new LearnerCourseTopology<>(
        new TopologyContract(
            "notes",
            List.of("source"),
            List.of(EnrollmentEvents.CHANGED),
            List.of(EnrollmentContract.ENROLLMENTS, EnrollmentContract.COURSE_ENROLLMENT_COUNTS)),
        1,
        8100,
        new LearnerCourseTopology.Events<>(
            List.of(new NoteReader(EnrollmentEvents.CHANGED, longest)),
            JournalFormats.of(new Note.NoteCodec()),
            Note::key),
        new LearnerCourseTopology.Rows<>(
            new StoreSpec<>("notes", row),
            new StoreSpec<>("notebook", row),
            law,
            RowFilters.<Stamped<Note>>none(),
            EnrollmentContract.ENROLLMENTS,
            Note::message,
            _ -> true,
            note -> Optional.of(note.payload().text())),
        new LearnerCourseTopology.Aggregate<>(
            new StoreSpec<>("counts", new LongCodec()),
            note -> note.payload().key().course(),
            sums,
            EnrollmentContract.COURSE_ENROLLMENT_COUNTS,
            (course, sum) -> message(course, sum, locked().stamp())),
        queries -> queries);
  }

  private static DerivedMessage message(CourseKey course, long sum, EventStamp stamp) {
    var value = new CourseEnrollmentCountsRecord(course, sum, sum, new TreeMap<>());
    return DerivedMessage.of(
        EnrollmentContract.COURSE_ENROLLMENT_COUNTS, value.key(), value, stamp);
  }

  @Override
  public CampusView<?, ?> campus() {
    return CampusView.ENROLLMENTS;
  }

  @Override
  public Stamped<Note> locked() {
    return new Stamped<>(
        new EventStamp(Instant.EPOCH, EnrollmentEvents.CHANGED.type(), "id", "test"),
        new SourcePosition("source", 0, 1),
        new Note(new LearnerCourse(new LearnerId(1), new CourseKey("a/b/c")), "text"));
  }

  @Override
  public List<EventType> types() {
    return List.of(EnrollmentEvents.CHANGED.type());
  }

  @Override
  public Note payload(EventType type, LearnerCourse key, int number) {
    return new Note(key, "text " + number);
  }

  @Override
  public Stamped<Note> rowOf(List<Stamped<Note>> events) {
    return events.getLast();
  }

  @Override
  public void assertSum(Long sum, List<Stamped<Note>> rows) {
    assertThat(sum).isEqualTo(rows.size());
  }

  @Override
  public List<ExtremeField> fields(EventType type) {
    return List.of(ExtremeField.of("text", "text", "", "t".repeat(100)).rejecting("t".repeat(101)));
  }

  @Override
  public List<EventType> typesTriedAlone() {
    return types();
  }

  @Override
  public void write(ExtremeEvent event, GenericRecord record) {
    var enrollment = (GenericRecord) record.get("enrollment");
    ((GenericRecord) enrollment.get("user")).put("id", event.number("learner"));
    ((GenericRecord) enrollment.get("course")).put("course_key", event.text("course"));
    enrollment.put("mode", event.text("text"));
  }

  @Override
  public Note payload(ExtremeEvent event) {
    return new Note(event.key(), event.text("text"));
  }

  @Override
  public void putServed(ExtremeEvent event, ObjectNode row) {
    row.put("text", event.text("text"));
  }

  @Override
  public CountedText countedText() {
    return new CountedText("text", 100, "/total", "/texts", "/texts/(other)");
  }

  private static final class LongCodec implements AvroCodec<Long> {

    @Override
    public Schema schema() {
      return Schema.create(Schema.Type.LONG);
    }

    @Override
    public void write(Long value, Encoder out) throws IOException {
      out.writeLong(value);
    }

    @Override
    public Long read(Decoder in) throws IOException {
      return in.readLong();
    }
  }
}
