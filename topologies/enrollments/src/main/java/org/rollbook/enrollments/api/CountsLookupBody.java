package org.rollbook.enrollments.api;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rollbook.enrollments.domain.CourseCounts;
import org.rollbook.model.CourseKey;
import org.rollbook.runtime.http.CourseLookup;
import org.rollbook.runtime.http.Replies;
import org.rollbook.runtime.query.Answer;

/// The answers of a lookup of counts, in the order asked.
@Schema(name = "EnrollmentCountsAnswers")
@Serdeable
record CountsLookupBody(List<Item> results) {

  /// The answer for one course.
  ///
  /// @param status what the course alone would have been answered with: 200, 404 or 503
  /// @param enrollmentCounts null unless the status is 200
  @Schema(name = "EnrollmentCountsAnswer")
  @Serdeable(naming = SnakeCaseStrategy.class)
  record Item(CourseLookup.Key key, int status, @Nullable CountsBody enrollmentCounts) {

    static Item of(CourseKey course, Answer<CourseCounts> answer) {
      return new Item(
          CourseLookup.Key.of(course),
          Replies.statusOf(answer),
          Replies.rowOf(answer).map(counts -> CountsBody.of(course, counts)).orElse(null));
    }
  }
}
