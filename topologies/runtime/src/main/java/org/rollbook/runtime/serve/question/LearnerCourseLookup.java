package org.rollbook.runtime.serve.question;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Set;
import org.rollbook.model.LearnerCourse;

/// What a lookup of learners in courses asks for, up to 1,000 of them.
@Schema(name = "LearnerCourseLookup")
public record LearnerCourseLookup(List<Key> keys) {

  /// A learner in a course, as it is asked for and as the answer repeats it.
  @Schema(name = "LearnerCourse", description = "A learner in a course.")
  @Serdeable(naming = SnakeCaseStrategy.class)
  public record Key(long learnerId, String courseKey) {

    public static Key of(LearnerCourse asked) {
      return new Key(asked.learner().value(), asked.course().value());
    }
  }

  /// The keys of a body.
  ///
  /// @throws InvalidParameterException naming what is wrong
  public static List<LearnerCourse> read(LookupKeys lookups, BoundedBody body) {
    return lookups.read(
        body,
        "keys",
        Set.of("learner_id", "course_key"),
        key -> new LearnerCourse(key.learner("learner_id"), key.course("course_key")));
  }
}
