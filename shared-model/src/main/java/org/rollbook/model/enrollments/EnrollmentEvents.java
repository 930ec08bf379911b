package org.rollbook.model.openedx;

import org.apache.avro.Schema;
import org.rollbook.model.avro.SchemaResource;

/// The fields that we read of enrollment created, enrollment changed and unenrollment completed
/// (`openedx_events/learning/data.py`, `CourseEnrollmentData`): all three carry the whole
/// enrollment.
///
/// ```
/// enrollment: user: id           long
///             course: course_key string
///             mode               string
///             is_active          boolean
///             creation_date      string, as Python's isoformat writes it
/// ```
public final class EnrollmentEvents {

  /// The narrow reader schema: no username, e-mail or name, of the learner or of who enrolled them.
  public static final Schema READER_SCHEMA =
      SchemaResource.of(EnrollmentEvents.class, "/avro/openedx-enrollment.avsc");

  private EnrollmentEvents() {}
}
