package org.rollbook.grades.api;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rollbook.grades.domain.Calculation;
import org.rollbook.grades.domain.GradeClaim;
import org.rollbook.runtime.http.StampBody;
import org.rollbook.runtime.view.HistoryItem;

/// One event that was heard about a grade.
///
/// @param outcome applied if it changed any part of the grade, late if later ones had been heard
///   before it
@Schema(name = "GradeHistoryItem")
@Serdeable(naming = SnakeCaseStrategy.class)
record HistoryItemBody(StampBody stamp, @Schema(example = "applied") String outcome, Said said) {

  /// What the event said; null for what events of its kind do not say.
  @Schema(name = "GradeSaid")
  @Serdeable(naming = SnakeCaseStrategy.class)
  record Said(
      @Nullable Double percentGrade,
      @Nullable String letterGrade,
      boolean isPassing,
      @Nullable @Schema(format = "date-time") String passedAt,
      @Nullable String gradingPolicyHash,
      @Nullable String courseVersion) {

    private static Said of(GradeClaim claim) {
      Optional<Calculation> calculation = claim.calculation();
      return new Said(
          calculation.map(Calculation::percent).orElse(null),
          GradeBody.textOf(calculation.map(Calculation::letter)),
          claim.passing(),
          GradeBody.timeOf(claim.passedAt()),
          GradeBody.textOf(calculation.map(Calculation::gradingPolicyHash)),
          GradeBody.textOf(calculation.map(Calculation::courseVersion)));
    }
  }

  static HistoryItemBody of(HistoryItem<GradeClaim> item) {
    return new HistoryItemBody(
        StampBody.of(item.heard()),
        switch (item.outcome()) {
          case APPLIED -> "applied";
          case LATE -> "late";
        },
        Said.of(item.heard().said()));
  }
}
