package org.rollbook.model.enrollments;

import static org.rollbook.model.avro.RecordCodec.field;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.rollbook.model.CourseKey;
import org.rollbook.model.EventStamp;
import org.rollbook.model.LearnerCourse;
import org.rollbook.model.LearnerId;
import org.rollbook.model.SourcePosition;
import org.rollbook.model.avro.AvroCodec;
import org.rollbook.model.avro.AvroTypes;
import org.rollbook.model.avro.RecordCodec;
import org.rollbook.model.avro.SchemaResource;
import org.rollbook.model.event.IsoTime;
import org.rollbook.model.published.TracedStamp;
import org.rollbook.model.topic.KeyCodecs;

/// A learner's enrollment in a course, as subscribers get it.
///
/// @param active whether the learner is enrolled now
/// @param enrolledAt when the LMS made the enrollment, to the microsecond, in years 1 to 9999;
///   [#UNKNOWN_TIME] if the LMS does not know
/// @param stamp the event that last changed it
/// @param position where that event was read
public record EnrollmentRecord(
    LearnerId learner,
    CourseKey course,
    String mode,
    boolean active,
    Instant enrolledAt,
    EventStamp stamp,
    SourcePosition position) {

  /// The published time of an enrollment whose row in the LMS has none, which no event is about.
  public static final Instant UNKNOWN_TIME = Instant.EPOCH;

  public static final AvroCodec<EnrollmentRecord> CODEC =
      RecordCodec.of(
              "org.rollbook.v1.Enrollment",
              field("learner_id", KeyCodecs.LEARNER, EnrollmentRecord::learner),
              field("course_key", KeyCodecs.COURSE, EnrollmentRecord::course),
              field("mode", AvroTypes.STRING, EnrollmentRecord::mode),
              field("is_active", AvroTypes.BOOLEAN, EnrollmentRecord::active),
              field("enrolled_at", AvroTypes.TIME, EnrollmentRecord::enrolledAt),
              field("stamp", TracedStamp.CODEC, EnrollmentRecord::traced),
              (learner, course, mode, active, enrolledAt, traced) ->
                  new EnrollmentRecord(
                      learner, course, mode, active, enrolledAt, traced.stamp(), traced.position()))
          .describedBy(
              SchemaResource.of(
                  EnrollmentRecord.class, "/avro/rollbook.enrollments.v1-value.avsc"));

  public EnrollmentRecord {
    enrolledAt = IsoTime.inRange(enrolledAt).truncatedTo(ChronoUnit.MICROS);
  }

  public LearnerCourse key() {
    return new LearnerCourse(learner, course);
  }

  private TracedStamp traced() {
    return new TracedStamp(stamp, position);
  }
}
