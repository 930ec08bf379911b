package org.rollbook.grades.api;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rollbook.grades.domain.GradeDistribution;
import org.rollbook.model.CourseKey;
import org.rollbook.runtime.http.CourseLookup;
import org.rollbook.runtime.http.Replies;
import org.rollbook.runtime.query.Answer;

/// The answers of a lookup of distributions, in the order asked.
@Schema(name = "GradeDistributionAnswers")
@Serdeable
record DistributionLookupBody(List<Item> results) {

  /// The answer for one course.
  ///
  /// @param status what the course alone would have been answered with: 200, 404 or 503
  /// @param gradeDistribution null unless the status is 200
  @Schema(name = "GradeDistributionAnswer")
  @Serdeable(naming = SnakeCaseStrategy.class)
  record Item(CourseLookup.Key key, int status, @Nullable DistributionBody gradeDistribution) {

    static Item of(CourseKey course, Answer<GradeDistribution> answer) {
      return new Item(
          CourseLookup.Key.of(course),
          Replies.statusOf(answer),
          Replies.rowOf(answer)
              .map(distribution -> DistributionBody.of(course, distribution))
              .orElse(null));
    }
  }
}
