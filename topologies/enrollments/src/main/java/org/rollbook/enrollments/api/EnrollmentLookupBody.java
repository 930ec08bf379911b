package org.rollbook.enrollments.api;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rollbook.enrollments.domain.Enrollment;
import org.rollbook.model.Heard;
import org.rollbook.runtime.http.LearnerCourseLookup;
import org.rollbook.runtime.http.LearnerCourseLookup.LearnerCourse;
import org.rollbook.runtime.http.Replies;
import org.rollbook.runtime.query.Answer;

/// The answers of a lookup of enrollments, in the order asked.
@Schema(name = "EnrollmentAnswers")
@Serdeable
record EnrollmentLookupBody(List<Item> results) {

  /// The answer for one key.
  ///
  /// @param status what the key alone would have been answered with: 200, 404 or 503
  /// @param enrollment null unless the status is 200
  @Schema(name = "EnrollmentAnswer")
  @Serdeable
  record Item(LearnerCourseLookup.Key key, int status, @Nullable EnrollmentBody enrollment) {

    static Item of(LearnerCourse key, Answer<Heard<Enrollment>> answer) {
      return new Item(
          LearnerCourseLookup.Key.of(key),
          Replies.statusOf(answer),
          Replies.rowOf(answer).map(EnrollmentBody::of).orElse(null));
    }
  }
}
