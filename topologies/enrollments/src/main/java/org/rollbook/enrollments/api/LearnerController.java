package org.rollbook.enrollments.api;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rollbook.model.CourseKey;
import org.rollbook.model.LearnerId;
import org.rollbook.runtime.http.Flag;
import org.rollbook.runtime.http.Question;
import org.rollbook.runtime.http.Replies;
import org.rollbook.runtime.view.History;

/// What a learner is enrolled in.
@Controller("/v1/learners/{learner_id}/enrollments")
@ExecuteOn(TaskExecutors.BLOCKING)
final class LearnerController {

  private final EnrollmentQueries enrollments;
  private final Replies replies;

  LearnerController(EnrollmentQueries enrollments, Replies replies) {
    this.enrollments = enrollments;
    this.replies = replies;
  }

  @Get
  HttpResponse<?> list(
      Question question,
      @PathVariable("learner_id") LearnerId learner,
      @Nullable @QueryValue("is_active") Flag active) {
    var filter = new EnrollmentFilter(Flag.asked(active), Optional.empty());
    return replies.page(
        question,
        () -> enrollments.ofLearner(learner, filter, question.page(), question.bounds()),
        EnrollmentBody::of);
  }

  @Get("/{course_key:[^/]+}")
  HttpResponse<?> one(
      Question question,
      @PathVariable("learner_id") LearnerId learner,
      @PathVariable("course_key") CourseKey course) {
    return replies.one(
        question,
        () -> enrollments.enrollment(learner, course, question.bounds()),
        EnrollmentBody::of);
  }

  @Get("/{course_key:[^/]+}/history")
  HttpResponse<?> history(
      Question question,
      @PathVariable("learner_id") LearnerId learner,
      @PathVariable("course_key") CourseKey course) {
    return replies.whole(
        question,
        () -> enrollments.history(learner, course, question.bounds()).map(History::items),
        HistoryItemBody::of);
  }
}
