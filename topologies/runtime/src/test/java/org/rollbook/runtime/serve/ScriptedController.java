package org.rollbook.runtime.serve;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rollbook.model.CourseKey;
import org.rollbook.model.LearnerId;
import org.rollbook.runtime.serve.answer.AnswerResponses;
import org.rollbook.runtime.serve.openapi.AsksForLearnersRow;
import org.rollbook.runtime.serve.question.BoundedBody;
import org.rollbook.runtime.serve.question.Question;

/// Routes of the shapes that every topology has, over a [ScriptedView].
@Controller("/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ScriptedController {

  private final AnswerResponses responses;
  private final ScriptedView view;

  ScriptedController(AnswerResponses responses, ScriptedView view) {
    this.responses = responses;
    this.view = view;
  }

  @AsksForLearnersRow
  @Get("/learners/{learner_id}/things/{course_key:[^/]+}")
  HttpResponse<?> thing(
      Question question,
      @PathVariable("learner_id") LearnerId learner,
      @PathVariable("course_key") CourseKey course) {
    return responses.one(
        question,
        () -> view.row.apply(question),
        row -> Map.of("learner", learner.value(), "course", course.value(), "row", row));
  }

  @Get("/learners/{learner_id}/things/{course_key:[^/]+}/history")
  HttpResponse<?> history(
      @PathVariable("learner_id") LearnerId learner, @PathVariable("course_key") CourseKey course) {
    return HttpResponse.ok(Map.of("history", course.value()));
  }

  @Get("/courses/{course_key:[^/]+}/things")
  HttpResponse<?> things(Question question, @PathVariable("course_key") CourseKey course) {
    return responses.page(
        question, () -> view.page.apply(question.page()), row -> course.value() + row, Things::new);
  }

  @Post("/things/lookup")
  HttpResponse<?> lookup(Question question, BoundedBody body) {
    return responses.many(
        question,
        body,
        _ -> view.many.get(),
        _ -> view.many.get(),
        (asked, answer) -> answer.toString(),
        items -> Map.of("results", items));
  }

  /// A page.
  @Serdeable
  record Things(List<String> results, @Nullable String next, @Nullable String previous) {}
}
