package org.rollbook.enrollments.api;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;
import org.rollbook.model.CourseKey;
import org.rollbook.runtime.http.LookupKeys;
import org.rollbook.runtime.http.Question;
import org.rollbook.runtime.http.Replies;

/// Many enrollments, or many courses' counts, at once.
@Controller("/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
final class LookupController {

  private final EnrollmentQueries enrollments;
  private final LookupKeys lookups;
  private final Replies replies;

  LookupController(EnrollmentQueries enrollments, LookupKeys lookups, Replies replies) {
    this.enrollments = enrollments;
    this.lookups = lookups;
    this.replies = replies;
  }

  @Post("/enrollments/lookup")
  HttpResponse<?> enrollments(Question question, @Body String body) {
    List<EnrollmentKey> keys =
        lookups.read(
            body,
            "keys",
            key -> new EnrollmentKey(key.learner("learner_id"), key.course("course_key")));
    return replies.many(
        question,
        () ->
            keys.stream()
                .map(key -> enrollments.enrollment(key.learner(), key.course(), question.bounds()))
                .toList(),
        answers -> EnrollmentLookupBody.of(keys, answers));
  }

  @Post("/enrollment-counts/lookup")
  HttpResponse<?> counts(Question question, @Body String body) {
    List<CourseKey> courses = lookups.read(body, "course_keys", LookupKeys.Field::course);
    return replies.many(
        question,
        () ->
            courses.stream().map(course -> enrollments.counts(course, question.bounds())).toList(),
        answers -> CountsLookupBody.of(courses, answers));
  }
}
