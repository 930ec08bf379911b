package org.rollbook.enrollments.topology;

import java.util.List;
import org.apache.avro.generic.GenericRecord;
import org.rollbook.enrollments.domain.Enrollment;
import org.rollbook.model.enrollments.EnrollmentEvents;
import org.rollbook.model.event.EventFields;
import org.rollbook.model.event.RejectCause;
import org.rollbook.model.event.Rejection;
import org.rollbook.model.topic.EventContract;
import org.rollbook.runtime.ingest.EventReader;

/// Reads an enrollment event; the three types have the same fields.
record EnrollmentReader(EventContract contract) implements EventReader<Enrollment> {

  /// The length of the LMS's column (`CourseEnrollment.mode`): no value from there is longer.
  private static final int LONGEST_MODE = 100;

  static final List<EventReader<Enrollment>> ALL =
      EnrollmentEvents.ALL.stream().<EventReader<Enrollment>>map(EnrollmentReader::new).toList();

  @Override
  public Enrollment read(GenericRecord event) throws Rejection {
    var enrollment = (GenericRecord) event.get("enrollment");
    var user = (GenericRecord) enrollment.get("user");
    var course = (GenericRecord) enrollment.get("course");
    return new Enrollment(
        EventFields.learner((long) user.get("id"), "enrollment.user.id"),
        EventFields.course(course.get("course_key").toString(), "enrollment.course.course_key"),
        mode(enrollment.get("mode").toString()),
        (boolean) enrollment.get("is_active"),
        EventFields.time(enrollment.get("creation_date").toString(), "enrollment.creation_date"));
  }

  private static String mode(String mode) throws Rejection {
    if (mode.isEmpty()) {
      throw new Rejection(RejectCause.UNDECODABLE, "enrollment.mode has 0 characters");
    }
    return EventFields.text(mode, LONGEST_MODE, "enrollment.mode");
  }
}
