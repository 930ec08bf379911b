package org.rollbook.grades.api;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.rollbook.model.CourseKey;
import org.rollbook.model.LearnerId;
import org.rollbook.runtime.http.AsksForLearnersPage;
import org.rollbook.runtime.http.AsksForLearnersRow;
import org.rollbook.runtime.http.Flag;
import org.rollbook.runtime.http.Question;
import org.rollbook.runtime.http.Replies;
import org.rollbook.runtime.view.History;

/// How a learner is doing.
@Controller("/v1/learners/{learner_id}/grades")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "learners")
final class LearnerController {

  private final GradeQueries grades;
  private final Replies replies;

  LearnerController(GradeQueries grades, Replies replies) {
    this.grades = grades;
    this.replies = replies;
  }

  /// A learner's grades, by course key.
  ///
  /// @param learner the learner's numeric id in the LMS
  /// @param passing only those of which this is true
  @AsksForLearnersPage
  @Get
  HttpResponse<GradePage> grades(
      @Parameter(hidden = true) Question question,
      @PathVariable("learner_id") LearnerId learner,
      @Nullable @QueryValue("is_passing") Flag passing) {
    var filter = new GradeFilter(Flag.asked(passing));
    return replies.page(
        question,
        () -> grades.ofLearner(learner, filter, question.page(), question.bounds()),
        GradeBody::of,
        GradePage::new);
  }

  /// One learner's grade in one course.
  ///
  /// @param learner the learner's numeric id in the LMS
  /// @param course the course key, such as course-v1:edX+DemoX+Demo_Course
  @AsksForLearnersRow
  @Get("/{course_key:[^/]+}")
  HttpResponse<GradeBody> grade(
      @Parameter(hidden = true) Question question,
      @PathVariable("learner_id") LearnerId learner,
      @PathVariable("course_key") CourseKey course) {
    return replies.one(
        question, () -> grades.grade(learner, course, question.bounds()), GradeBody::of);
  }

  /// What was heard about a grade, newest first: why it is what it is.
  ///
  /// @param learner the learner's numeric id in the LMS
  /// @param course the course key, such as course-v1:edX+DemoX+Demo_Course
  @AsksForLearnersRow
  @Get("/{course_key:[^/]+}/history")
  HttpResponse<GradeHistory> gradeHistory(
      @Parameter(hidden = true) Question question,
      @PathVariable("learner_id") LearnerId learner,
      @PathVariable("course_key") CourseKey course) {
    return replies.whole(
        question,
        () -> grades.history(learner, course, question.bounds()).map(History::items),
        HistoryItemBody::of,
        GradeHistory::new);
  }
}
