package org.rollbook.grades.api;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rollbook.grades.domain.Calculation;
import org.rollbook.grades.domain.Grade;
import org.rollbook.model.Heard;
import org.rollbook.model.event.IsoTime;
import org.rollbook.runtime.http.StampBody;

/// One grade. What the LMS never told is null.
///
/// @param learnerId the learner's numeric id in the LMS
/// @param percentGrade from 0 to 1; null while only the passing status was told
/// @param letterGrade such as Pass or A; null for a learner who does not pass
/// @param isPassing whether the grade is enough to pass now
/// @param passedAt when the learner first passed; not told of learners who never have
/// @param gradingPolicyHash which grading policy it was calculated by
/// @param courseVersion which version of the course's content was graded
/// @param stamp the event that last changed it
/// @param stamps the event that each part is told from
@Schema(name = "Grade")
@Serdeable(naming = SnakeCaseStrategy.class)
record GradeBody(
    long learnerId,
    String courseKey,
    @Nullable Double percentGrade,
    @Nullable String letterGrade,
    boolean isPassing,
    @Nullable @Schema(format = "date-time") String passedAt,
    @Nullable String gradingPolicyHash,
    @Nullable String courseVersion,
    StampBody stamp,
    Stamps stamps) {

  /// Which event each part of a grade is told from.
  ///
  /// @param grade percent, letter, policy and version
  /// @param passing whether the grade is enough
  /// @param passedAt when the learner first passed
  @Schema(name = "GradeStamps")
  @Serdeable(naming = SnakeCaseStrategy.class)
  record Stamps(@Nullable StampBody grade, StampBody passing, @Nullable StampBody passedAt) {}

  static GradeBody of(Grade grade) {
    Optional<Calculation> calculation = grade.calculation().map(Heard::said);
    return new GradeBody(
        grade.learner().value(),
        grade.course().value(),
        calculation.map(Calculation::percent).orElse(null),
        textOf(calculation.map(Calculation::letter)),
        grade.passing().said(),
        timeOf(grade.passedAt().map(Heard::said)),
        textOf(calculation.map(Calculation::gradingPolicyHash)),
        textOf(calculation.map(Calculation::courseVersion)),
        StampBody.of(grade.latest()),
        new Stamps(
            grade.calculation().map(StampBody::of).orElse(null),
            StampBody.of(grade.passing()),
            grade.passedAt().map(StampBody::of).orElse(null)));
  }

  /// What is empty on the bus is null here.
  static @Nullable String textOf(Optional<String> told) {
    return told.filter(text -> !text.isEmpty()).orElse(null);
  }

  static @Nullable String timeOf(Optional<Instant> told) {
    return told.map(IsoTime::format).orElse(null);
  }
}
