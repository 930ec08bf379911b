package org.rollbook.enrollments.topology;

import static org.rollbook.model.avro.RecordCodec.field;

import org.rollbook.enrollments.domain.CourseCounts;
import org.rollbook.enrollments.domain.CourseCounts.ModeCount;
import org.rollbook.enrollments.domain.Enrollment;
import org.rollbook.model.Stamped;
import org.rollbook.model.avro.AvroCodec;
import org.rollbook.model.avro.AvroTypes;
import org.rollbook.model.avro.RecordCodec;
import org.rollbook.model.topic.KeyCodecs;
import org.rollbook.runtime.journal.JournalCodec;

/// What journals and stores hold, in format 1.
final class EnrollmentCodecs {

  static final AvroCodec<Enrollment> EVENT =
      RecordCodec.of(
          "org.rollbook.store.Enrollment",
          field("learner_id", KeyCodecs.LEARNER, Enrollment::learner),
          field("course_key", KeyCodecs.COURSE, Enrollment::course),
          field("mode", AvroTypes.STRING, Enrollment::mode),
          field("is_active", AvroTypes.BOOLEAN, Enrollment::active),
          field("enrolled_at", AvroTypes.TIME, Enrollment::enrolledAt),
          Enrollment::new);

  static final AvroCodec<Stamped<Enrollment>> ROW = new JournalCodec<>(EVENT);

  private static final AvroCodec<ModeCount> COUNT =
      RecordCodec.of(
          "org.rollbook.store.ModeCount",
          field("active", AvroTypes.LONG, ModeCount::active),
          field("total", AvroTypes.LONG, ModeCount::total),
          ModeCount::new);

  static final AvroCodec<CourseCounts> COUNTS =
      RecordCodec.of(
          "org.rollbook.store.CourseCounts",
          field("modes", AvroTypes.map(COUNT), CourseCounts::modes),
          field("latest", AvroTypes.optional(ROW), CourseCounts::latest),
          CourseCounts::new);

  private EnrollmentCodecs() {}
}
