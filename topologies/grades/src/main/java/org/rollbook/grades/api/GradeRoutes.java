package org.rollbook.grades.api;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.openapi.annotation.OpenAPIInclude;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.servers.Server;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rollbook.grades.domain.Grade;
import org.rollbook.grades.domain.GradeClaim;
import org.rollbook.grades.domain.GradeDistribution;
import org.rollbook.model.CourseKey;
import org.rollbook.model.LearnerCourse;
import org.rollbook.model.LearnerId;
import org.rollbook.runtime.serve.DigestController;
import org.rollbook.runtime.serve.answer.AnswerResponses;
import org.rollbook.runtime.serve.docs.OpenApiController;
import org.rollbook.runtime.serve.openapi.ApiText;
import org.rollbook.runtime.serve.openapi.AsksForLearnersPage;
import org.rollbook.runtime.serve.openapi.AsksForLearnersRow;
import org.rollbook.runtime.serve.openapi.AsksForMany;
import org.rollbook.runtime.serve.openapi.AsksForPage;
import org.rollbook.runtime.serve.openapi.AsksForRow;
import org.rollbook.runtime.serve.query.LearnerCourseQueries;
import org.rollbook.runtime.serve.question.BoundedBody;
import org.rollbook.runtime.serve.question.CourseLookup;
import org.rollbook.runtime.serve.question.Flag;
import org.rollbook.runtime.serve.question.LearnerCourseLookup;
import org.rollbook.runtime.serve.question.LookupKeys;
import org.rollbook.runtime.serve.question.Question;
import org.rollbook.runtime.view.History;

/// How learners are doing: by learner, by course, and many at once.
@OpenAPIDefinition(
    info =
        @Info(
            title = "Rollbook grades",
            version = "1",
            description =
                "How learners are doing"
                    + ApiText.ANSWERS
                    + "\n\nThe canonical text of a grade, of which digests are made, is"
                    + " `learner_id#course_key#percent#letter_grade#passed_at`: the percentage in"
                    + " units of 1e-9, rounded half to even; the time in UTC with six digits and"
                    + " without a zone. An absent value is empty, and a grade without a percentage"
                    + " has no text."),
    servers = @Server(url = OpenApiController.PUBLIC_URL))
@OpenAPIInclude(DigestController.class)
@Controller("/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
final class GradeRoutes {

  private static final String LEARNER = "/learners/{learner_id}/grades";
  private static final String COURSE = "/courses/{course_key:[^/]+}";

  private final LearnerCourseQueries<GradeClaim, Grade, GradeDistribution> grades;
  private final LookupKeys lookups;
  private final AnswerResponses responses;

  GradeRoutes(GradeQueries queries, LookupKeys lookups, AnswerResponses responses) {
    this.grades = queries.views();
    this.lookups = lookups;
    this.responses = responses;
  }

  /// A learner's grades, by course key.
  ///
  /// @param learner the learner's numeric id in the LMS
  /// @param passing only grades with this is_passing
  @Tag(name = "learners")
  @AsksForLearnersPage
  @Get(LEARNER)
  HttpResponse<GradeJson.ListPage> grades(
      @Parameter(hidden = true) Question question,
      @PathVariable("learner_id") LearnerId learner,
      @Nullable @QueryValue(GradeQueries.IS_PASSING) Flag passing) {
    var filter = GradeQueries.FILTERS.of(Map.of(GradeQueries.IS_PASSING, Flag.asked(passing)));
    return responses.page(
        question,
        () -> grades.ofLearner(learner, filter, question.page(), question.bounds()),
        GradeJson.Row::of,
        GradeJson.ListPage::new);
  }

  /// One learner's grade in one course.
  ///
  /// @param learner the learner's numeric id in the LMS
  /// @param course the course key, such as course-v1:edX+DemoX+Demo_Course
  @Tag(name = "learners")
  @AsksForLearnersRow
  @Get(LEARNER + "/{course_key:[^/]+}")
  HttpResponse<GradeJson.Row> grade(
      @Parameter(hidden = true) Question question,
      @PathVariable("learner_id") LearnerId learner,
      @PathVariable("course_key") CourseKey course) {
    return responses.one(
        question,
        () -> grades.row(new LearnerCourse(learner, course), question.bounds()),
        GradeJson.Row::of);
  }

  /// The events received about a grade, newest first: they explain its state.
  ///
  /// @param learner the learner's numeric id in the LMS
  /// @param course the course key, such as course-v1:edX+DemoX+Demo_Course
  @Tag(name = "learners")
  @AsksForLearnersRow
  @Get(LEARNER + "/{course_key:[^/]+}/history")
  HttpResponse<GradeJson.HistoryPage> gradeHistory(
      @Parameter(hidden = true) Question question,
      @PathVariable("learner_id") LearnerId learner,
      @PathVariable("course_key") CourseKey course) {
    return responses.whole(
        question,
        () ->
            grades
                .history(new LearnerCourse(learner, course), question.bounds())
                .map(History::items),
        GradeJson.HistoryEntry::of,
        GradeJson.HistoryPage::new);
  }

  /// A course's gradebook, by learner id.
  ///
  /// @param course the course key, such as course-v1:edX+DemoX+Demo_Course
  /// @param passing only grades with this is_passing
  @Tag(name = "courses")
  @AsksForPage
  @Get(COURSE + "/grades")
  HttpResponse<GradeJson.ListPage> gradebook(
      @Parameter(hidden = true) Question question,
      @PathVariable("course_key") CourseKey course,
      @Nullable @QueryValue(GradeQueries.IS_PASSING) Flag passing) {
    var filter = GradeQueries.FILTERS.of(Map.of(GradeQueries.IS_PASSING, Flag.asked(passing)));
    return responses.page(
        question,
        () -> grades.ofCourse(course, filter, question.page(), question.bounds()),
        GradeJson.Row::of,
        GradeJson.ListPage::new);
  }

  /// How a course is doing: passing, mean, letters, histogram.
  ///
  /// @param course the course key, such as course-v1:edX+DemoX+Demo_Course
  @Tag(name = "courses")
  @AsksForRow
  @Get(COURSE + "/grade-distribution")
  HttpResponse<GradeJson.Distribution> gradeDistribution(
      @Parameter(hidden = true) Question question, @PathVariable("course_key") CourseKey course) {
    return responses.one(
        question,
        () -> grades.aggregate(course, question.bounds()),
        distribution -> GradeJson.Distribution.of(course, distribution));
  }

  /// Up to 1,000 grades at once, each answered on its own, in the order asked.
  ///
  /// The as-of is the earliest of all items. If a key's status is 503, Retry-After states when to
  /// ask for it again.
  @Tag(name = "lookups")
  @AsksForMany
  @RequestBody(
      required = true,
      content = @Content(schema = @Schema(implementation = LearnerCourseLookup.class)))
  @Post("/grades/lookup")
  HttpResponse<GradeJson.Rows> lookUpGrades(
      @Parameter(hidden = true) Question question, @Parameter(hidden = true) BoundedBody body) {
    return responses.many(
        question,
        body,
        sent -> LearnerCourseLookup.read(lookups, sent),
        keys -> grades.rows(keys, question.bounds()),
        GradeJson.Rows.RowOf::of,
        GradeJson.Rows::new);
  }

  /// The grade distributions of up to 1,000 courses at once, each answered on its own, in the order
  /// asked.
  ///
  /// The as-of is the earliest of all items. If a course's status is 503, Retry-After states when
  /// to ask for it again.
  @Tag(name = "lookups")
  @AsksForMany
  @RequestBody(
      required = true,
      content = @Content(schema = @Schema(implementation = CourseLookup.class)))
  @Post("/grade-distributions/lookup")
  HttpResponse<GradeJson.ManyDistributions> lookUpGradeDistributions(
      @Parameter(hidden = true) Question question, @Parameter(hidden = true) BoundedBody body) {
    return responses.many(
        question,
        body,
        sent -> CourseLookup.read(lookups, sent),
        keys -> grades.aggregates(keys, question.bounds()),
        GradeJson.ManyDistributions.DistributionOf::of,
        GradeJson.ManyDistributions::new);
  }
}
