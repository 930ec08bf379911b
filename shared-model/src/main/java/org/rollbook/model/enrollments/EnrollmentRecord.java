package org.rollbook.model.enrollments;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.rollbook.model.CourseKey;
import org.rollbook.model.EventStamp;
import org.rollbook.model.LearnerCourse;
import org.rollbook.model.LearnerId;
import org.rollbook.model.SourcePosition;
import org.rollbook.model.avro.AvroCodec;
import org.rollbook.model.event.IsoTime;

/// A learner's enrollment in a course, as subscribers get it.
///
/// @param active whether the learner is enrolled now
/// @param enrolledAt when the LMS made the enrollment, to the microsecond, in years 1 to 9999
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

  public static final AvroCodec<EnrollmentRecord> CODEC = new EnrollmentRecordCodec();

  public EnrollmentRecord {
    enrolledAt = IsoTime.inRange(enrolledAt).truncatedTo(ChronoUnit.MICROS);
  }

  public LearnerCourse key() {
    return new LearnerCourse(learner, course);
  }
}
