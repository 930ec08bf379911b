package org.rollbook.enrollments.topology;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.avro.generic.GenericRecord;
import org.rollbook.enrollments.domain.Enrollment;
import org.rollbook.model.LearnerCourse;
import org.rollbook.model.enrollments.EnrollmentEvents;
import org.rollbook.model.enrollments.LmsEnrollment;
import org.rollbook.model.event.EventFields;
import org.rollbook.model.event.RejectCause;
import org.rollbook.model.event.Rejection;
import org.rollbook.model.lms.ReadingFields;
import org.rollbook.model.topic.EventContract;
import org.rollbook.runtime.ingest.EventReader;

/// Reads one type of events or readings about enrollments.
record EnrollmentReader(EventContract contract, FieldsReader fields)
    implements EventReader<Enrollment> {

  /// The length of the LMS's column (`CourseEnrollment.mode`): no value from there is longer.
  private static final int LONGEST_MODE = 100;

  /// In the order of the contract. The three types of events have the same fields.
  static final List<EventReader<Enrollment>> ALL =
      Stream.concat(
              EnrollmentEvents.ALL.stream()
                  .map(contract -> new EnrollmentReader(contract, EnrollmentReader::event)),
              Stream.of(
                  new EnrollmentReader(LmsEnrollment.READ.contract(), EnrollmentReader::reading),
                  new EnrollmentReader(LmsEnrollment.ABSENT.contract(), EnrollmentReader::absence)))
          .<EventReader<Enrollment>>map(Function.identity())
          .toList();

  /// Reads the fields of one type.
  @FunctionalInterface
  interface FieldsReader {
    Enrollment of(GenericRecord event) throws Rejection;
  }

  @Override
  public Enrollment read(GenericRecord event) throws Rejection {
    return fields.of(event);
  }

  private static Enrollment event(GenericRecord event) throws Rejection {
    var enrollment = (GenericRecord) event.get("enrollment");
    var user = (GenericRecord) enrollment.get("user");
    var course = (GenericRecord) enrollment.get("course");
    return Enrollment.of(
        EventFields.learner((long) user.get("id"), "enrollment.user.id"),
        EventFields.course(course.get("course_key").toString(), "enrollment.course.course_key"),
        mode(enrollment.get("mode").toString(), "enrollment.mode"),
        (boolean) enrollment.get("is_active"),
        EventFields.time(enrollment.get("creation_date").toString(), "enrollment.creation_date"));
  }

  private static Enrollment reading(GenericRecord row) throws Rejection {
    LearnerCourse key = ReadingFields.key(row);
    var state =
        new Enrollment.State(
            mode(row.get("mode").toString(), "mode"),
            (boolean) row.get("is_active"),
            ReadingFields.time(row, "created"));
    return new Enrollment(key.learner(), key.course(), Optional.of(state));
  }

  private static Enrollment absence(GenericRecord row) throws Rejection {
    LearnerCourse key = ReadingFields.key(row);
    return Enrollment.deleted(key.learner(), key.course());
  }

  private static String mode(String mode, String field) throws Rejection {
    if (mode.isEmpty()) {
      throw new Rejection(RejectCause.UNDECODABLE, field + " has 0 characters");
    }
    return EventFields.text(mode, LONGEST_MODE, field);
  }
}
