package org.rollbook.grades.api;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.rollbook.grades.domain.Calculation;
import org.rollbook.grades.domain.Facet;
import org.rollbook.grades.domain.Grade;
import org.rollbook.grades.domain.GradeClaim;
import org.rollbook.grades.domain.GradeDistribution;
import org.rollbook.model.CourseKey;
import org.rollbook.model.LearnerCourse;
import org.rollbook.model.event.IsoTime;
import org.rollbook.runtime.serve.answer.AnswerResponses;
import org.rollbook.runtime.serve.answer.PageShape;
import org.rollbook.runtime.serve.answer.StampBody;
import org.rollbook.runtime.serve.query.Answer;
import org.rollbook.runtime.serve.question.CourseLookup;
import org.rollbook.runtime.serve.question.LearnerCourseLookup;
import org.rollbook.runtime.view.HistoryItem;

/// What the routes answer, as JSON.
final class GradeJson {

  private GradeJson() {}

  /// One grade. Values that the LMS never published are null.
  ///
  /// @param learnerId the learner's numeric id in the LMS
  /// @param percentGrade from 0 to 1; null while only the passing status is known
  /// @param letterGrade such as Pass or A; null for a learner who does not pass
  /// @param isPassing whether the learner passes now
  /// @param passedAt when the learner first passed; null for learners who never have
  /// @param gradingPolicyHash the grading policy of the calculation
  /// @param courseVersion the version of the course's content that was graded
  /// @param stamp the event that last changed it
  /// @param stamps the event that each part comes from
  @Schema(name = "Grade")
  @Serdeable(naming = SnakeCaseStrategy.class)
  record Row(
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

    /// The event that each part of a grade comes from.
    ///
    /// @param grade percent, letter, policy and version
    /// @param passing whether the learner passes
    /// @param passedAt when the learner first passed
    @Schema(name = "GradeStamps")
    @Serdeable(naming = SnakeCaseStrategy.class)
    record Stamps(@Nullable StampBody grade, StampBody passing, @Nullable StampBody passedAt) {}

    static Row of(Grade grade) {
      Optional<Calculation> calculation = grade.calculated();
      return new Row(
          grade.learner().value(),
          grade.course().value(),
          calculation.map(Calculation::percent).orElse(null),
          textOf(calculation.map(Calculation::letter)),
          grade.passes(),
          timeOf(grade.passed()),
          textOf(calculation.map(Calculation::gradingPolicyHash)),
          textOf(calculation.map(Calculation::courseVersion)),
          StampBody.of(grade.latest()),
          new Stamps(
              grade.calculation().map(StampBody::of).orElse(null),
              StampBody.of(grade.passing()),
              grade.passedAt().map(StampBody::of).orElse(null)));
    }

    /// A text that is empty on the bus is null here.
    static @Nullable String textOf(Optional<String> present) {
      return present.filter(text -> !text.isEmpty()).orElse(null);
    }

    static @Nullable String timeOf(Optional<Instant> present) {
      return present.map(IsoTime::format).orElse(null);
    }
  }

  /// A page of grades.
  @Schema(name = "GradePage")
  @Serdeable
  record ListPage(
      List<Row> results,
      @Schema(format = "uri", description = PageShape.NEXT) @Nullable String next,
      @Schema(format = "uri", description = PageShape.PREVIOUS) @Nullable String previous) {}

  /// One event that was received about a grade.
  ///
  /// @param outcome applied if it changed any part of the grade, late if later events had been
  ///   received before it
  @Schema(name = "GradeHistoryItem")
  @Serdeable(naming = SnakeCaseStrategy.class)
  record HistoryEntry(StampBody stamp, @Schema(example = "applied") String outcome, Payload said) {

    /// The payload of the event; a field is null if events of its type do not carry it. All are
    /// null if the LMS does not have the grade any more.
    @Schema(name = "GradeSaid")
    @Serdeable(naming = SnakeCaseStrategy.class)
    record Payload(
        @Nullable Double percentGrade,
        @Nullable String letterGrade,
        @Nullable Boolean isPassing,
        @Nullable @Schema(format = "date-time") String passedAt,
        @Nullable String gradingPolicyHash,
        @Nullable String courseVersion) {

      private static Payload of(GradeClaim claim) {
        Optional<Calculation> calculation = claim.calculation().flatMap(Facet::value);
        return new Payload(
            calculation.map(Calculation::percent).orElse(null),
            Row.textOf(calculation.map(Calculation::letter)),
            claim.passing().value().orElse(null),
            Row.timeOf(claim.passedAt().flatMap(Facet::value)),
            Row.textOf(calculation.map(Calculation::gradingPolicyHash)),
            Row.textOf(calculation.map(Calculation::courseVersion)));
      }
    }

    static HistoryEntry of(HistoryItem<GradeClaim> item) {
      return new HistoryEntry(
          StampBody.of(item.event()),
          item.outcome().name().toLowerCase(Locale.ROOT),
          Payload.of(item.event().payload()));
    }
  }

  /// The events received about a grade, newest first.
  @Schema(name = "GradeHistory")
  @Serdeable
  record HistoryPage(
      List<HistoryEntry> results,
      @Schema(format = "uri", description = PageShape.NEXT) @Nullable String next,
      @Schema(format = "uri", description = PageShape.PREVIOUS) @Nullable String previous) {}

  /// How a course is doing.
  ///
  /// @param graded learners whose percent grade is known
  /// @param passing learners who pass now, with or without a known percent grade
  /// @param meanPercentGrade of the graded; null if there are none
  /// @param letters how many of the graded have each letter; the empty letter counts those who do
  ///   not pass, and of more than 100 letters the longest are counted together as `(other)`
  /// @param histogram ten counts: item i counts percent grades from i/10 up to, but not, (i+1)/10;
  ///   the last one includes 1
  @Schema(name = "GradeDistribution")
  @Serdeable(naming = SnakeCaseStrategy.class)
  record Distribution(
      String courseKey,
      long graded,
      long passing,
      @Nullable Double meanPercentGrade,
      Map<String, Long> letters,
      List<Long> histogram) {

    static Distribution of(CourseKey course, GradeDistribution distribution) {
      OptionalDouble mean = distribution.meanPercent();
      return new Distribution(
          course.value(),
          distribution.graded(),
          distribution.passing(),
          mean.isPresent() ? mean.getAsDouble() : null,
          distribution.lettersGiven(),
          distribution.histogram());
    }
  }

  /// The answers of a lookup of grades, in the order asked.
  @Schema(name = "GradeAnswers")
  @Serdeable
  record Rows(List<RowOf> results) {

    /// The answer for one key.
    ///
    /// @param status the HTTP status that a request for this key alone would have got: 200, 404 or
    ///   503
    /// @param grade null unless the status is 200
    @Schema(name = "GradeAnswer")
    @Serdeable
    record RowOf(LearnerCourseLookup.Key key, int status, @Nullable Row grade) {

      static RowOf of(LearnerCourse key, Answer<Grade> answer) {
        return new RowOf(
            LearnerCourseLookup.Key.of(key),
            AnswerResponses.statusOf(answer),
            AnswerResponses.rowOf(answer).map(Row::of).orElse(null));
      }
    }
  }

  /// The answers of a lookup of distributions, in the order asked.
  @Schema(name = "GradeDistributionAnswers")
  @Serdeable
  record ManyDistributions(List<DistributionOf> results) {

    /// The answer for one course.
    ///
    /// @param status the HTTP status that a request for this course alone would have got: 200, 404
    ///   or 503
    /// @param gradeDistribution null unless the status is 200
    @Schema(name = "GradeDistributionAnswer")
    @Serdeable(naming = SnakeCaseStrategy.class)
    record DistributionOf(
        CourseLookup.Key key, int status, @Nullable Distribution gradeDistribution) {

      static DistributionOf of(CourseKey course, Answer<GradeDistribution> answer) {
        return new DistributionOf(
            CourseLookup.Key.of(course),
            AnswerResponses.statusOf(answer),
            AnswerResponses.rowOf(answer)
                .map(distribution -> Distribution.of(course, distribution))
                .orElse(null));
      }
    }
  }
}
