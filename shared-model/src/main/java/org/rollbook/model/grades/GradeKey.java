package org.rollbook.model.grades;

import org.rollbook.model.CourseKey;
import org.rollbook.model.LearnerId;
import org.rollbook.model.avro.AvroCodec;

/// One learner in one course.
public record GradeKey(LearnerId learner, CourseKey course) {

  public static final AvroCodec<GradeKey> CODEC = new GradeKeyCodec();
}
