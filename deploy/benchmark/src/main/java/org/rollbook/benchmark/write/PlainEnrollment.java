package org.rollbook.benchmark.write;

import static org.rollbook.model.avro.RecordCodec.field;

import java.time.Instant;
import org.rollbook.model.CourseKey;
import org.rollbook.model.LearnerId;
import org.rollbook.model.avro.AvroCodec;
import org.rollbook.model.avro.AvroTypes;
import org.rollbook.model.avro.RecordCodec;
import org.rollbook.model.topic.KeyCodecs;

/// An enrollment as plain Kafka Streams keeps it: its state, without the stamp of the event.
record PlainEnrollment(
    LearnerId learner, CourseKey course, String mode, boolean active, Instant enrolledAt) {

  static final AvroCodec<PlainEnrollment> CODEC =
      RecordCodec.of(
          "org.rollbook.benchmark.Enrollment",
          field("learner_id", KeyCodecs.LEARNER, PlainEnrollment::learner),
          field("course_key", KeyCodecs.COURSE, PlainEnrollment::course),
          field("mode", AvroTypes.STRING, PlainEnrollment::mode),
          field("is_active", AvroTypes.BOOLEAN, PlainEnrollment::active),
          field("enrolled_at", AvroTypes.TIME, PlainEnrollment::enrolledAt),
          PlainEnrollment::new);
}
