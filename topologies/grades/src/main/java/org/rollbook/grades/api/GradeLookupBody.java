package org.rollbook.grades.api;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rollbook.grades.domain.Grade;
import org.rollbook.runtime.http.LearnerCourseLookup;
import org.rollbook.runtime.http.LearnerCourseLookup.LearnerCourse;
import org.rollbook.runtime.http.Replies;
import org.rollbook.runtime.query.Answer;

/// The answers of a lookup of grades, in the order asked.
@Schema(name = "GradeAnswers")
@Serdeable
record GradeLookupBody(List<Item> results) {

  /// The answer for one key.
  ///
  /// @param status what the key alone would have been answered with: 200, 404 or 503
  /// @param grade null unless the status is 200
  @Schema(name = "GradeAnswer")
  @Serdeable
  record Item(LearnerCourseLookup.Key key, int status, @Nullable GradeBody grade) {

    static Item of(LearnerCourse key, Answer<Grade> answer) {
      return new Item(
          LearnerCourseLookup.Key.of(key),
          Replies.statusOf(answer),
          Replies.rowOf(answer).map(GradeBody::of).orElse(null));
    }
  }
}
