package org.rollbook.model.enrollments;

import org.rollbook.model.CourseKey;
import org.rollbook.model.LearnerId;
import org.rollbook.model.avro.AvroCodec;

/// One learner in one course.
public record EnrollmentKey(LearnerId learner, CourseKey course) {

  public static final AvroCodec<EnrollmentKey> CODEC = new EnrollmentKeyCodec();
}
