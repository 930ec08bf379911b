package org.rollbook.grades.api;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.rollbook.runtime.http.AsksForMany;
import org.rollbook.runtime.http.BoundedBody;
import org.rollbook.runtime.http.CourseLookup;
import org.rollbook.runtime.http.LearnerCourseLookup;
import org.rollbook.runtime.http.LookupKeys;
import org.rollbook.runtime.http.Question;
import org.rollbook.runtime.http.Replies;

/// Many grades, or many courses' distributions, at once.
@Controller("/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "lookups")
final class LookupController {

  private final GradeQueries grades;
  private final LookupKeys lookups;
  private final Replies replies;

  LookupController(GradeQueries grades, LookupKeys lookups, Replies replies) {
    this.grades = grades;
    this.lookups = lookups;
    this.replies = replies;
  }

  /// Up to 1,000 grades at once, each answered on its own, in the order asked.
  ///
  /// The as-of is the least of theirs; with a key that is answered 503, Retry-After says when to
  /// ask for it again.
  @AsksForMany
  @RequestBody(
      required = true,
      content = @Content(schema = @Schema(implementation = LearnerCourseLookup.class)))
  @Post("/grades/lookup")
  HttpResponse<GradeLookupBody> lookUpGrades(
      @Parameter(hidden = true) Question question, @Parameter(hidden = true) BoundedBody body) {
    return replies.many(
        question,
        body,
        sent -> LearnerCourseLookup.read(lookups, sent),
        keys -> grades.grades(keys, question.bounds()),
        GradeLookupBody.Item::of,
        GradeLookupBody::new);
  }

  /// The grade distributions of up to 1,000 courses at once, each answered on its own, in the order
  /// asked.
  ///
  /// The as-of is the least of theirs; with a course that is answered 503, Retry-After says when to
  /// ask for it again.
  @AsksForMany
  @RequestBody(
      required = true,
      content = @Content(schema = @Schema(implementation = CourseLookup.class)))
  @Post("/grade-distributions/lookup")
  HttpResponse<DistributionLookupBody> lookUpGradeDistributions(
      @Parameter(hidden = true) Question question, @Parameter(hidden = true) BoundedBody body) {
    return replies.many(
        question,
        body,
        sent -> CourseLookup.read(lookups, sent),
        keys -> grades.distributions(keys, question.bounds()),
        DistributionLookupBody.Item::of,
        DistributionLookupBody::new);
  }
}
