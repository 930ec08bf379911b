package org.rollbook.enrollments.api;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.LinkedHashMap;
import java.util.Map;
import org.rollbook.enrollments.domain.CourseCounts;
import org.rollbook.model.CourseKey;

/// How many enrollments a course has.
///
/// @param active those of learners enrolled now
/// @param total those and the ones of learners who left
/// @param modes the same by enrollment mode, in the order of their names; of more than 100 the
///   longest are counted together as `(other)`
@Schema(name = "EnrollmentCounts")
@Serdeable(naming = SnakeCaseStrategy.class)
record CountsBody(String courseKey, long active, long total, Map<String, ModeBody> modes) {

  /// How many of them have one mode.
  @Schema(name = "ModeCounts")
  @Serdeable
  record ModeBody(long active, long total) {}

  static CountsBody of(CourseKey course, CourseCounts counts) {
    Map<String, ModeBody> modes = new LinkedHashMap<>();
    counts
        .modesTaken()
        .forEach((mode, count) -> modes.put(mode, new ModeBody(count.active(), count.total())));
    return new CountsBody(course.value(), counts.active(), counts.total(), modes);
  }
}
