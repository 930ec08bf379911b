package org.rollbook.enrollments.topology;

import static org.rollbook.model.avro.RecordCodec.field;
import static org.rollbook.model.avro.RecordCodec.fieldsOf;

import org.rollbook.enrollments.domain.CourseCounts;
import org.rollbook.enrollments.domain.CourseCounts.ModeCount;
import org.rollbook.enrollments.domain.Enrollment;
import org.rollbook.enrollments.domain.Enrollment.State;
import org.rollbook.model.Stamped;
import org.rollbook.model.avro.AvroCodec;
import org.rollbook.model.avro.AvroTypes;
import org.rollbook.model.avro.RecordCodec;
import org.rollbook.model.topic.KeyCodecs;
import org.rollbook.runtime.journal.JournalCodec;
import org.rollbook.runtime.journal.JournalFormats;

/// What journals and stores hold.
final class EnrollmentCodecs {

  private static final String NAME = "org.rollbook.store.Enrollment";

  /// Holds enrollments of which everything is known, as events state them.
  private static final AvroCodec<Enrollment> FIRST =
      RecordCodec.of(
          NAME,
          fieldsOf(KeyCodecs.LEARNER_COURSE, Enrollment::key),
          field("mode", AvroTypes.STRING, event -> known(event).mode()),
          field("is_active", AvroTypes.BOOLEAN, event -> known(event).active()),
          field("enrolled_at", AvroTypes.TIME, event -> known(event).enrolledAt().orElseThrow()),
          (key, mode, active, enrolledAt) ->
              Enrollment.of(key.learner(), key.course(), mode, active, enrolledAt));

  private static final AvroCodec<State> STATE =
      RecordCodec.of(
          "org.rollbook.store.EnrollmentState",
          field("mode", AvroTypes.STRING, State::mode),
          field("is_active", AvroTypes.BOOLEAN, State::active),
          field("enrolled_at", AvroTypes.OPTIONAL_TIME, State::enrolledAt),
          State::new);

  private static final AvroCodec<Enrollment> SECOND =
      RecordCodec.of(
          NAME,
          field("learner_id", KeyCodecs.LEARNER, Enrollment::learner),
          field("course_key", KeyCodecs.COURSE, Enrollment::course),
          field("state", AvroTypes.optional(STATE), Enrollment::state),
          Enrollment::new);

  static final JournalFormats<Enrollment> EVENTS =
      JournalFormats.first(FIRST, event -> event.state().flatMap(State::enrolledAt).isPresent())
          .then(SECOND);

  static final AvroCodec<Stamped<Enrollment>> ROW = new JournalCodec<>(EVENTS);

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

  private static State known(Enrollment event) {
    return event.state().orElseThrow();
  }
}
