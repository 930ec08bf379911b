package org.rollbook.model.lms;

import static org.rollbook.model.avro.RecordCodec.field;

import org.rollbook.model.CourseKey;
import org.rollbook.model.EventType;
import org.rollbook.model.LearnerId;
import org.rollbook.model.avro.AvroCodec;
import org.rollbook.model.avro.RecordCodec;
import org.rollbook.model.topic.KeyCodecs;

/// A row that a table of the LMS does not have, although a view has it.
public record AbsentRow(LearnerId learner, CourseKey course) {

  /// @param type the type of the reading
  static AvroCodec<AbsentRow> codec(EventType type) {
    return RecordCodec.of(
        type.wireName() + ".AbsentRow",
        field("learner_id", KeyCodecs.LEARNER, AbsentRow::learner),
        field("course_key", KeyCodecs.COURSE, AbsentRow::course),
        AbsentRow::new);
  }
}
