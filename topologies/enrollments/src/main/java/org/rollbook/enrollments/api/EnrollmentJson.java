package org.rollbook.enrollments.api;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rollbook.enrollments.domain.CourseCounts;
import org.rollbook.enrollments.domain.Enrollment;
import org.rollbook.model.CourseKey;
import org.rollbook.model.LearnerCourse;
import org.rollbook.model.Stamped;
import org.rollbook.model.event.IsoTime;
import org.rollbook.runtime.serve.answer.AnswerResponses;
import org.rollbook.runtime.serve.answer.PageShape;
import org.rollbook.runtime.serve.answer.StampBody;
import org.rollbook.runtime.serve.query.Answer;
import org.rollbook.runtime.serve.question.CourseLookup;
import org.rollbook.runtime.serve.question.LearnerCourseLookup;
import org.rollbook.runtime.view.HistoryItem;

/// What the routes answer, as JSON.
final class EnrollmentJson {

  private EnrollmentJson() {}

  /// One enrollment.
  ///
  /// @param learnerId the learner's numeric id in the LMS
  /// @param isActive whether the learner is enrolled now; one who left keeps an inactive enrollment
  /// @param enrolledAt when the LMS first made the enrollment; null if the LMS does not know
  /// @param stamp the event that last changed it
  @Schema(name = "Enrollment")
  @Serdeable(naming = SnakeCaseStrategy.class)
  record Row(
      long learnerId,
      String courseKey,
      String mode,
      boolean isActive,
      @Nullable @Schema(format = "date-time") String enrolledAt,
      StampBody stamp) {

    static Row of(Stamped<Enrollment> row) {
      Enrollment enrollment = row.payload();
      Enrollment.State state = enrollment.state().orElseThrow();
      return new Row(
          enrollment.learner().value(),
          enrollment.course().value(),
          state.mode(),
          state.active(),
          state.enrolledAt().map(IsoTime::format).orElse(null),
          StampBody.of(row));
    }
  }

  /// A page of enrollments.
  @Schema(name = "EnrollmentPage")
  @Serdeable
  record ListPage(
      List<Row> results,
      @Schema(format = "uri", description = PageShape.NEXT) @Nullable String next,
      @Schema(format = "uri", description = PageShape.PREVIOUS) @Nullable String previous) {}

  /// One event that was received about an enrollment.
  ///
  /// @param outcome applied if it changed the row, late if a later event had been received before
  ///   it
  @Schema(name = "EnrollmentHistoryItem")
  @Serdeable(naming = SnakeCaseStrategy.class)
  record HistoryEntry(StampBody stamp, @Schema(example = "applied") String outcome, Payload said) {

    /// The payload of the event; all null if the LMS does not have the enrollment any more.
    @Schema(name = "EnrollmentSaid")
    @Serdeable(naming = SnakeCaseStrategy.class)
    record Payload(@Nullable String mode, @Nullable Boolean isActive) {

      private static Payload of(Enrollment enrollment) {
        return new Payload(
            enrollment.state().map(Enrollment.State::mode).orElse(null),
            enrollment.state().map(Enrollment.State::active).orElse(null));
      }
    }

    static HistoryEntry of(HistoryItem<Enrollment> item) {
      return new HistoryEntry(
          StampBody.of(item.event()),
          item.outcome().name().toLowerCase(Locale.ROOT),
          Payload.of(item.event().payload()));
    }
  }

  /// The events received about an enrollment, newest first.
  @Schema(name = "EnrollmentHistory")
  @Serdeable
  record HistoryPage(
      List<HistoryEntry> results,
      @Schema(format = "uri", description = PageShape.NEXT) @Nullable String next,
      @Schema(format = "uri", description = PageShape.PREVIOUS) @Nullable String previous) {}

  /// How many enrollments a course has.
  ///
  /// @param active enrollments of learners who are enrolled now
  /// @param total these and the enrollments of learners who left
  /// @param modes the same by enrollment mode, in the order of their names; of more than 100 modes
  ///   the longest are counted together as `(other)`
  @Schema(name = "EnrollmentCounts")
  @Serdeable(naming = SnakeCaseStrategy.class)
  record Counts(String courseKey, long active, long total, Map<String, ModeBody> modes) {

    /// How many enrollments have one mode.
    @Schema(name = "ModeCounts")
    @Serdeable
    record ModeBody(long active, long total) {}

    static Counts of(CourseKey course, CourseCounts counts) {
      Map<String, ModeBody> modes = new LinkedHashMap<>();
      counts
          .modesTaken()
          .forEach((mode, count) -> modes.put(mode, new ModeBody(count.active(), count.total())));
      return new Counts(course.value(), counts.active(), counts.total(), modes);
    }
  }

  /// The answers of a lookup of enrollments, in the order asked.
  @Schema(name = "EnrollmentAnswers")
  @Serdeable
  record Rows(List<RowOf> results) {

    /// The answer for one key.
    ///
    /// @param status the HTTP status that a request for this key alone would have got: 200, 404 or
    ///   503
    /// @param enrollment null unless the status is 200
    @Schema(name = "EnrollmentAnswer")
    @Serdeable
    record RowOf(LearnerCourseLookup.Key key, int status, @Nullable Row enrollment) {

      static RowOf of(LearnerCourse key, Answer<Stamped<Enrollment>> answer) {
        return new RowOf(
            LearnerCourseLookup.Key.of(key),
            AnswerResponses.statusOf(answer),
            AnswerResponses.rowOf(answer).map(Row::of).orElse(null));
      }
    }
  }

  /// The answers of a lookup of counts, in the order asked.
  @Schema(name = "EnrollmentCountsAnswers")
  @Serdeable
  record ManyCounts(List<CountsOf> results) {

    /// The answer for one course.
    ///
    /// @param status the HTTP status that a request for this course alone would have got: 200, 404
    ///   or 503
    /// @param enrollmentCounts null unless the status is 200
    @Schema(name = "EnrollmentCountsAnswer")
    @Serdeable(naming = SnakeCaseStrategy.class)
    record CountsOf(CourseLookup.Key key, int status, @Nullable Counts enrollmentCounts) {

      static CountsOf of(CourseKey course, Answer<CourseCounts> answer) {
        return new CountsOf(
            CourseLookup.Key.of(course),
            AnswerResponses.statusOf(answer),
            AnswerResponses.rowOf(answer).map(counts -> Counts.of(course, counts)).orElse(null));
      }
    }
  }
}
