package org.rollbook.enrollments.api;

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

/// Many enrollments, or many courses' counts, at once.
@Controller("/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "lookups")
final class LookupController {

  private final EnrollmentQueries enrollments;
  private final LookupKeys lookups;
  private final Replies replies;

  LookupController(EnrollmentQueries enrollments, LookupKeys lookups, Replies replies) {
    this.enrollments = enrollments;
    this.lookups = lookups;
    this.replies = replies;
  }

  /// Up to 1,000 enrollments at once, each answered on its own, in the order asked.
  ///
  /// The as-of is the least of theirs; with a key that is answered 503, Retry-After says when to
  /// ask for it again.
  @AsksForMany
  @RequestBody(
      required = true,
      content = @Content(schema = @Schema(implementation = LearnerCourseLookup.class)))
  @Post("/enrollments/lookup")
  HttpResponse<EnrollmentLookupBody> lookUpEnrollments(
      @Parameter(hidden = true) Question question, @Parameter(hidden = true) BoundedBody body) {
    return replies.many(
        question,
        body,
        sent -> LearnerCourseLookup.read(lookups, sent),
        keys -> enrollments.enrollments(keys, question.bounds()),
        EnrollmentLookupBody.Item::of,
        EnrollmentLookupBody::new);
  }

  /// The counts of up to 1,000 courses at once, each answered on its own, in the order asked.
  ///
  /// The as-of is the least of theirs; with a course that is answered 503, Retry-After says when to
  /// ask for it again.
  @AsksForMany
  @RequestBody(
      required = true,
      content = @Content(schema = @Schema(implementation = CourseLookup.class)))
  @Post("/enrollment-counts/lookup")
  HttpResponse<CountsLookupBody> lookUpEnrollmentCounts(
      @Parameter(hidden = true) Question question, @Parameter(hidden = true) BoundedBody body) {
    return replies.many(
        question,
        body,
        sent -> CourseLookup.read(lookups, sent),
        keys -> enrollments.counts(keys, question.bounds()),
        CountsLookupBody.Item::of,
        CountsLookupBody::new);
  }
}
