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
import org.rollbook.runtime.http.AsksForPage;
import org.rollbook.runtime.http.AsksForRow;
import org.rollbook.runtime.http.Flag;
import org.rollbook.runtime.http.Question;
import org.rollbook.runtime.http.Replies;

/// Who is enrolled in a course.
@Controller("/v1/courses/{course_key:[^/]+}")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "courses")
final class CourseController {

  private final EnrollmentQueries enrollments;
  private final Replies replies;

  CourseController(EnrollmentQueries enrollments, Replies replies) {
    this.enrollments = enrollments;
    this.replies = replies;
  }

  /// A course's roster, by learner id.
  ///
  /// @param course the course key, such as course-v1:edX+DemoX+Demo_Course
  /// @param active only those of which this is true
  /// @param mode only those of this enrollment mode, such as verified
  @AsksForPage
  @Get("/enrollments")
  HttpResponse<EnrollmentPage> roster(
      @Parameter(hidden = true) Question question,
      @PathVariable("course_key") CourseKey course,
      @Nullable @QueryValue("is_active") Flag active,
      @Nullable @QueryValue String mode) {
    var filter = new EnrollmentFilter(Flag.asked(active), Optional.ofNullable(mode));
    return replies.page(
        question,
        () -> enrollments.roster(course, filter, question.page(), question.bounds()),
        EnrollmentBody::of,
        EnrollmentPage::new);
  }

  /// How many enrollments a course has, by mode.
  ///
  /// @param course the course key, such as course-v1:edX+DemoX+Demo_Course
  @AsksForRow
  @Get("/enrollment-counts")
  HttpResponse<CountsBody> enrollmentCounts(
      @Parameter(hidden = true) Question question, @PathVariable("course_key") CourseKey course) {
    return replies.one(
        question,
        () -> enrollments.counts(course, question.bounds()),
        counts -> CountsBody.of(course, counts));
  }
}
