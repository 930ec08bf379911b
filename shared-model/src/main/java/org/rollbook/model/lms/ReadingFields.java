package org.rollbook.model.lms;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.apache.avro.generic.GenericRecord;
import org.rollbook.model.LearnerCourse;
import org.rollbook.model.event.EventFields;
import org.rollbook.model.event.IsoTime;
import org.rollbook.model.event.RejectCause;
import org.rollbook.model.event.Rejection;

/// Converts fields that many readings have to our values, within their bounds.
public final class ReadingFields {

  private ReadingFields() {}

  public static LearnerCourse key(GenericRecord row) throws Rejection {
    return new LearnerCourse(
        EventFields.learner((long) row.get("learner_id"), "learner_id"),
        EventFields.course(row.get("course_key").toString(), "course_key"));
  }

  /// A time that may be absent.
  public static Optional<Instant> time(GenericRecord row, String field) throws Rejection {
    try {
      return Optional.ofNullable((Long) row.get(field))
          .map(micros -> IsoTime.inRange(Instant.EPOCH.plus(micros, ChronoUnit.MICROS)));
    } catch (DateTimeException wrong) {
      throw new Rejection(RejectCause.BAD_TIME, field + " is not a time in years 1 to 9999");
    }
  }
}
