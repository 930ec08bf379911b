package org.rollbook.model.enrollments;

import org.rollbook.model.CourseKey;
import org.rollbook.model.avro.AvroCodec;

/// One course.
public record CourseEnrollmentCountsKey(CourseKey course) {

  public static final AvroCodec<CourseEnrollmentCountsKey> CODEC =
      new CourseEnrollmentCountsKeyCodec();
}
