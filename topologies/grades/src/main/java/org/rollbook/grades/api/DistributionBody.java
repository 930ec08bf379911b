package org.rollbook.grades.api;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.rollbook.grades.domain.GradeDistribution;
import org.rollbook.model.CourseKey;

/// How a course is doing.
///
/// @param graded learners whose percent grade was told
/// @param passing learners who pass now, graded or not
/// @param meanPercentGrade of the graded; null if there are none
/// @param letters how many of the graded have each letter; the empty one is of those who do not
///   pass, and of more than 100 the longest are counted together as `(other)`
/// @param histogram ten counts: item i is of percent grades from i/10 up to, but not, (i+1)/10; the
///   last one has 1 too
@Schema(name = "GradeDistribution")
@Serdeable(naming = SnakeCaseStrategy.class)
record DistributionBody(
    String courseKey,
    long graded,
    long passing,
    @Nullable Double meanPercentGrade,
    Map<String, Long> letters,
    List<Long> histogram) {

  static DistributionBody of(CourseKey course, GradeDistribution distribution) {
    OptionalDouble mean = distribution.meanPercent();
    return new DistributionBody(
        course.value(),
        distribution.graded(),
        distribution.passing(),
        mean.isPresent() ? mean.getAsDouble() : null,
        distribution.lettersGiven(),
        distribution.histogram());
  }
}
