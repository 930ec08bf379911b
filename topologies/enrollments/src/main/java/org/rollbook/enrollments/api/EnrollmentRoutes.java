package org.rollbook.enrollments.api;

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
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rollbook.enrollments.domain.CourseCounts;
import org.rollbook.enrollments.domain.Enrollment;
import org.rollbook.model.CourseKey;
import org.rollbook.model.LearnerCourse;
import org.rollbook.model.LearnerId;
import org.rollbook.model.Stamped;
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

/// Who is enrolled where: by learner, by course, and many at once.
@OpenAPIDefinition(
    info =
        @Info(
            title = "Rollbook enrollments",
            version = "1",
            description =
                "Who is enrolled where"
                    + ApiText.ANSWERS
                    + "\n\nThe canonical text of an enrollment, of which digests are made, is"
                    + " `learner_id#course_key#mode#is_active`, with 1 or 0 in the end."),
    servers = @Server(url = OpenApiController.PUBLIC_URL))
@OpenAPIInclude(DigestController.class)
@Controller("/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
final class EnrollmentRoutes {

  private static final String LEARNER = "/learners/{learner_id}/enrollments";
  private static final String COURSE = "/courses/{course_key:[^/]+}";

  private final LearnerCourseQueries<Enrollment, Stamped<Enrollment>, CourseCounts> enrollments;
  private final LookupKeys lookups;
  private final AnswerResponses responses;

  EnrollmentRoutes(EnrollmentQueries queries, LookupKeys lookups, AnswerResponses responses) {
    this.enrollments = queries.views();
    this.lookups = lookups;
    this.responses = responses;
  }

  /// A learner's enrollments, by course key.
  ///
  /// @param learner the learner's numeric id in the LMS
  /// @param active only enrollments with this is_active
  @Tag(name = "learners")
  @AsksForLearnersPage
  @Get(LEARNER)
  HttpResponse<EnrollmentJson.ListPage> enrollments(
      @Parameter(hidden = true) Question question,
      @PathVariable("learner_id") LearnerId learner,
      @Nullable @QueryValue(EnrollmentQueries.IS_ACTIVE) Flag active) {
    var filter =
        EnrollmentQueries.FILTERS.of(Map.of(EnrollmentQueries.IS_ACTIVE, Flag.asked(active)));
    return responses.page(
        question,
        () -> enrollments.ofLearner(learner, filter, question.page(), question.bounds()),
        EnrollmentJson.Row::of,
        EnrollmentJson.ListPage::new);
  }

  /// One learner's enrollment in one course.
  ///
  /// @param learner the learner's numeric id in the LMS
  /// @param course the course key, such as course-v1:edX+DemoX+Demo_Course
  @Tag(name = "learners")
  @AsksForLearnersRow
  @Get(LEARNER + "/{course_key:[^/]+}")
  HttpResponse<EnrollmentJson.Row> enrollment(
      @Parameter(hidden = true) Question question,
      @PathVariable("learner_id") LearnerId learner,
      @PathVariable("course_key") CourseKey course) {
    return responses.one(
        question,
        () -> enrollments.row(new LearnerCourse(learner, course), question.bounds()),
        EnrollmentJson.Row::of);
  }

  /// The events received about an enrollment, newest first: they explain its state.
  ///
  /// @param learner the learner's numeric id in the LMS
  /// @param course the course key, such as course-v1:edX+DemoX+Demo_Course
  @Tag(name = "learners")
  @AsksForLearnersRow
  @Get(LEARNER + "/{course_key:[^/]+}/history")
  HttpResponse<EnrollmentJson.HistoryPage> enrollmentHistory(
      @Parameter(hidden = true) Question question,
      @PathVariable("learner_id") LearnerId learner,
      @PathVariable("course_key") CourseKey course) {
    return responses.whole(
        question,
        () ->
            enrollments
                .history(new LearnerCourse(learner, course), question.bounds())
                .map(History::items),
        EnrollmentJson.HistoryEntry::of,
        EnrollmentJson.HistoryPage::new);
  }

  /// A course's roster, by learner id.
  ///
  /// @param course the course key, such as course-v1:edX+DemoX+Demo_Course
  /// @param active only enrollments with this is_active
  /// @param mode only enrollments of this mode, such as verified
  @Tag(name = "courses")
  @AsksForPage
  @Get(COURSE + "/enrollments")
  HttpResponse<EnrollmentJson.ListPage> roster(
      @Parameter(hidden = true) Question question,
      @PathVariable("course_key") CourseKey course,
      @Nullable @QueryValue(EnrollmentQueries.IS_ACTIVE) Flag active,
      @Nullable @QueryValue(EnrollmentQueries.MODE) String mode) {
    var filter =
        EnrollmentQueries.FILTERS.of(
            Map.of(
                EnrollmentQueries.IS_ACTIVE,
                Flag.asked(active),
                EnrollmentQueries.MODE,
                Optional.ofNullable(mode)));
    return responses.page(
        question,
        () -> enrollments.ofCourse(course, filter, question.page(), question.bounds()),
        EnrollmentJson.Row::of,
        EnrollmentJson.ListPage::new);
  }

  /// How many enrollments a course has, by mode.
  ///
  /// @param course the course key, such as course-v1:edX+DemoX+Demo_Course
  @Tag(name = "courses")
  @AsksForRow
  @Get(COURSE + "/enrollment-counts")
  HttpResponse<EnrollmentJson.Counts> enrollmentCounts(
      @Parameter(hidden = true) Question question, @PathVariable("course_key") CourseKey course) {
    return responses.one(
        question,
        () -> enrollments.aggregate(course, question.bounds()),
        counts -> EnrollmentJson.Counts.of(course, counts));
  }

  /// Up to 1,000 enrollments at once, each answered on its own, in the order asked.
  ///
  /// The as-of is the earliest of all items. If a key's status is 503, Retry-After states when to
  /// ask for it again.
  @Tag(name = "lookups")
  @AsksForMany
  @RequestBody(
      required = true,
      content = @Content(schema = @Schema(implementation = LearnerCourseLookup.class)))
  @Post("/enrollments/lookup")
  HttpResponse<EnrollmentJson.Rows> lookUpEnrollments(
      @Parameter(hidden = true) Question question, @Parameter(hidden = true) BoundedBody body) {
    return responses.many(
        question,
        body,
        sent -> LearnerCourseLookup.read(lookups, sent),
        keys -> enrollments.rows(keys, question.bounds()),
        EnrollmentJson.Rows.RowOf::of,
        EnrollmentJson.Rows::new);
  }

  /// The counts of up to 1,000 courses at once, each answered on its own, in the order asked.
  ///
  /// The as-of is the earliest of all items. If a course's status is 503, Retry-After states when
  /// to ask for it again.
  @Tag(name = "lookups")
  @AsksForMany
  @RequestBody(
      required = true,
      content = @Content(schema = @Schema(implementation = CourseLookup.class)))
  @Post("/enrollment-counts/lookup")
  HttpResponse<EnrollmentJson.ManyCounts> lookUpEnrollmentCounts(
      @Parameter(hidden = true) Question question, @Parameter(hidden = true) BoundedBody body) {
    return responses.many(
        question,
        body,
        sent -> CourseLookup.read(lookups, sent),
        keys -> enrollments.aggregates(keys, question.bounds()),
        EnrollmentJson.ManyCounts.CountsOf::of,
        EnrollmentJson.ManyCounts::new);
  }
}
