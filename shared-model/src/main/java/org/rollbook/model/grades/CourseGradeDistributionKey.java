package org.rollbook.model.grades;

import org.rollbook.model.CourseKey;
import org.rollbook.model.avro.AvroCodec;

/// One course.
public record CourseGradeDistributionKey(CourseKey course) {

  public static final AvroCodec<CourseGradeDistributionKey> CODEC =
      new CourseGradeDistributionKeyCodec();
}
