package org.rollbook.enrollments.topology;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import org.apache.avro.generic.GenericRecord;
import org.rollbook.enrollments.domain.Enrollment;
import org.rollbook.model.CourseKey;
import org.rollbook.model.EventType;
import org.rollbook.model.LearnerId;
import org.rollbook.model.event.IsoTime;
import org.rollbook.model.event.RejectCause;
import org.rollbook.runtime.ingest.EventReader;
import org.rollbook.runtime.ingest.ReadResult;

/// Understands an enrollment event; the three types say the same things.
record EnrollmentReader(EventType type) implements EventReader<Enrollment> {

  /// What the LMS's column holds (`CourseEnrollment.mode`), so that nothing that came from there is
  /// longer.
  private static final int LONGEST_MODE = 100;

  static final List<EventReader<Enrollment>> ALL =
      List.of(
          new EnrollmentReader(EventType.ENROLLMENT_CREATED),
          new EnrollmentReader(EventType.ENROLLMENT_CHANGED),
          new EnrollmentReader(EventType.UNENROLLMENT_COMPLETED));

  @Override
  public ReadResult<Enrollment> read(GenericRecord event) {
    var enrollment = (GenericRecord) event.get("enrollment");
    var learner = (long) ((GenericRecord) enrollment.get("user")).get("id");
    String course = ((GenericRecord) enrollment.get("course")).get("course_key").toString();
    String mode = enrollment.get("mode").toString();
    if (learner <= 0) {
      return new ReadResult.Refused<>(
          RejectCause.BAD_LEARNER_ID, "enrollment.user.id is " + learner);
    }
    // As the LMS's database counts: a character beyond the first 65,536 is one.
    int length = mode.codePointCount(0, mode.length());
    if (length == 0 || length > LONGEST_MODE) {
      return new ReadResult.Refused<>(
          RejectCause.UNDECODABLE, "enrollment.mode has " + length + " characters");
    }
    try {
      return read(
          new LearnerId(learner),
          new CourseKey(course),
          mode,
          (boolean) enrollment.get("is_active"),
          enrollment.get("creation_date").toString());
    } catch (IllegalArgumentException wrong) {
      return new ReadResult.Refused<>(
          RejectCause.BAD_COURSE_KEY, "enrollment.course.course_key is not a course key");
    }
  }

  private static ReadResult<Enrollment> read(
      LearnerId learner, CourseKey course, String mode, boolean active, String creationDate) {
    try {
      Instant enrolledAt = IsoTime.parse(creationDate);
      return new ReadResult.Read<>(new Enrollment(learner, course, mode, active, enrolledAt));
    } catch (DateTimeException wrong) {
      return new ReadResult.Refused<>(
          RejectCause.BAD_TIME, "enrollment.creation_date is not a time in years 1 to 9999");
    }
  }
}
