package org.rollbook.enrollments.api;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rollbook.model.CourseKey;
import org.rollbook.model.LearnerId;
import org.rollbook.runtime.http.AsksForLearnersPage;
import org.rollbook.runtime.http.AsksForLearnersRow;
import org.rollbook.runtime.http.Flag;
import org.rollbook.runtime.http.Question;
import org.rollbook.runtime.http.Replies;
import org.rollbook.runtime.view.History;

/// What a learner is enrolled in.
@Controller("/v1/learners/{learner_id}/enrollments")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "learners")
final class LearnerController {

  private final EnrollmentQueries enrollments;
  private final Replies replies;

  LearnerController(EnrollmentQueries enrollments, Replies replies) {
    this.enrollments = enrollments;
    this.replies = replies;
  }

  /// A learner's enrollments, by course key.
  ///
  /// @param learner the learner's numeric id in the LMS
  /// @param active only those of which this is true
  @AsksForLearnersPage
  @Get
  HttpResponse<EnrollmentPage> enrollments(
      @Parameter(hidden = true) Question question,
      @PathVariable("learner_id") LearnerId learner,
      @Nullable @QueryValue("is_active") Flag active) {
    var filter = new EnrollmentFilter(Flag.asked(active), Optional.empty());
    return replies.page(
        question,
        () -> enrollments.ofLearner(learner, filter, question.page(), question.bounds()),
        EnrollmentBody::of,
        EnrollmentPage::new);
  }

  /// One learner's enrollment in one course.
  ///
  /// @param learner the learner's numeric id in the LMS
  /// @param course the course key, such as course-v1:edX+DemoX+Demo_Course
  @AsksForLearnersRow
  @Get("/{course_key:[^/]+}")
  HttpResponse<EnrollmentBody> enrollment(
      @Parameter(hidden = true) Question question,
      @PathVariable("learner_id") LearnerId learner,
      @PathVariable("course_key") CourseKey course) {
    return replies.one(
        question,
        () -> enrollments.enrollment(learner, course, question.bounds()),
        EnrollmentBody::of);
  }

  /// What was heard about an enrollment, newest first: why it is what it is.
  ///
  /// @param learner the learner's numeric id in the LMS
  /// @param course the course key, such as course-v1:edX+DemoX+Demo_Course
  @AsksForLearnersRow
  @Get("/{course_key:[^/]+}/history")
  HttpResponse<EnrollmentHistory> enrollmentHistory(
      @Parameter(hidden = true) Question question,
      @PathVariable("learner_id") LearnerId learner,
      @PathVariable("course_key") CourseKey course) {
    return replies.whole(
        question,
        () -> enrollments.history(learner, course, question.bounds()).map(History::items),
        HistoryItemBody::of,
        EnrollmentHistory::new);
  }
}
