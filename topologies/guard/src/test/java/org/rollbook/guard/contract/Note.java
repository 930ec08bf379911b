package org.rollbook.guard.contract;

import java.io.IOException;
import java.time.Instant;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.Encoder;
import org.rollbook.model.CourseKey;
import org.rollbook.model.LearnerCourse;
import org.rollbook.model.LearnerId;
import org.rollbook.model.Stamped;
import org.rollbook.model.avro.AvroCodec;
import org.rollbook.model.enrollments.EnrollmentContract;
import org.rollbook.model.enrollments.EnrollmentRecord;
import org.rollbook.runtime.view.DerivedMessage;

/// A text about a learner in a course: the payload of the view that tests of the contract change.
record Note(LearnerCourse key, String text) {

  /// A row as a record of the published topic of enrollments.
  static DerivedMessage message(Stamped<Note> row) {
    var value =
        new EnrollmentRecord(
            row.payload().key().learner(),
            row.payload().key().course(),
            row.payload().text(),
            true,
            Instant.EPOCH,
            row.stamp(),
            row.position());
    return DerivedMessage.of(EnrollmentContract.ENROLLMENTS, value.key(), value, row.stamp());
  }

  /// How journals and stores hold it.
  static final class NoteCodec implements AvroCodec<Note> {

    private static final Schema SCHEMA =
        SchemaBuilder.record("Note")
            .fields()
            .requiredLong("learner_id")
            .requiredString("course_key")
            .requiredString("text")
            .endRecord();

    @Override
    public Schema schema() {
      return SCHEMA;
    }

    @Override
    public void write(Note note, Encoder out) throws IOException {
      out.writeLong(note.key().learner().value());
      out.writeString(note.key().course().value());
      out.writeString(note.text());
    }

    @Override
    public Note read(Decoder in) throws IOException {
      return new Note(
          new LearnerCourse(new LearnerId(in.readLong()), new CourseKey(in.readString())),
          in.readString());
    }
  }
}
