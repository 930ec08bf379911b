package org.rollbook.model.enrollments;

import java.util.List;
import org.apache.avro.Schema;
import org.rollbook.model.avro.SchemaResource;
import org.rollbook.model.topic.EventContract;

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
  public static final Schema SCHEMA =
      SchemaResource.of(EnrollmentEvents.class, "/avro/openedx-enrollment.avsc");

  public static final EventContract CREATED =
      new EventContract("org.openedx.learning.course.enrollment.created.v1", SCHEMA);

  public static final EventContract CHANGED =
      new EventContract("org.openedx.learning.course.enrollment.changed.v1", SCHEMA);

  public static final EventContract UNENROLLED =
      new EventContract("org.openedx.learning.course.unenrollment.completed.v1", SCHEMA);

  public static final List<EventContract> ALL = List.of(CREATED, CHANGED, UNENROLLED);

  private EnrollmentEvents() {}
}
