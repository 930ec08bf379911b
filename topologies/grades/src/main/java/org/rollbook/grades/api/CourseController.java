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
import org.rollbook.runtime.http.AsksForPage;
import org.rollbook.runtime.http.AsksForRow;
import org.rollbook.runtime.http.Flag;
import org.rollbook.runtime.http.Question;
import org.rollbook.runtime.http.Replies;

/// How the learners of a course are doing.
@Controller("/v1/courses/{course_key:[^/]+}")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "courses")
final class CourseController {

  private final GradeQueries grades;
  private final Replies replies;

  CourseController(GradeQueries grades, Replies replies) {
    this.grades = grades;
    this.replies = replies;
  }

  /// A course's gradebook, by learner id.
  ///
  /// @param course the course key, such as course-v1:edX+DemoX+Demo_Course
  /// @param passing only those of which this is true
  @AsksForPage
  @Get("/grades")
  HttpResponse<GradePage> gradebook(
      @Parameter(hidden = true) Question question,
      @PathVariable("course_key") CourseKey course,
      @Nullable @QueryValue("is_passing") Flag passing) {
    var filter = new GradeFilter(Flag.asked(passing));
    return replies.page(
        question,
        () -> grades.gradebook(course, filter, question.page(), question.bounds()),
        GradeBody::of,
        GradePage::new);
  }

  /// How a course is doing: passing, mean, letters, histogram.
  ///
  /// @param course the course key, such as course-v1:edX+DemoX+Demo_Course
  @AsksForRow
  @Get("/grade-distribution")
  HttpResponse<DistributionBody> gradeDistribution(
      @Parameter(hidden = true) Question question, @PathVariable("course_key") CourseKey course) {
    return replies.one(
        question,
        () -> grades.distribution(course, question.bounds()),
        distribution -> DistributionBody.of(course, distribution));
  }
}
