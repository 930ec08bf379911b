package org.rollbook.reconciler.api;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.servers.Server;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rollbook.model.CourseKey;
import org.rollbook.model.LearnerCourse;
import org.rollbook.model.LearnerId;
import org.rollbook.reconciler.api.ReconcilerJson.Drift;
import org.rollbook.reconciler.api.ReconcilerJson.Pass;
import org.rollbook.reconciler.api.ReconcilerJson.Passes;
import org.rollbook.reconciler.api.ReconcilerJson.Request;
import org.rollbook.reconciler.api.ReconcilerJson.TableDrift;
import org.rollbook.reconciler.pass.Reconciler;
import org.rollbook.runtime.node.health.ProcessStatus;
import org.rollbook.runtime.serve.docs.OpenApiController;
import org.rollbook.runtime.serve.http.PublicUrl;
import org.rollbook.runtime.serve.problem.InvalidParameterException;
import org.rollbook.runtime.serve.problem.ProblemType;
import org.rollbook.runtime.serve.problem.Problems;

/// What was compared, what differed, and comparisons on request.
@OpenAPIDefinition(
    info =
        @Info(
            title = "Rollbook reconciler",
            version = "1",
            description =
                "Compares the views with the LMS's own tables. No answer has anything of a row but"
                    + " its key."),
    servers = @Server(url = OpenApiController.PUBLIC_URL))
@Controller("/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ReconcilerRoutes {

  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  private final Reconciler reconciler;
  private final PublicUrl publicUrl;
  private final Problems problems;
  private final ProcessStatus status;

  ReconcilerRoutes(
      Reconciler reconciler, PublicUrl publicUrl, Problems problems, ProcessStatus status) {
    this.status = status;
    this.reconciler = reconciler;
    this.publicUrl = publicUrl;
    this.problems = problems;
  }

  /// The comparisons of whole tables, the newest first.
  @Get("/passes")
  HttpResponse<?> passes(HttpRequest<?> request) {
    return notReady(request)
        .orElseGet(
            () ->
                HttpResponse.ok(new Passes(reconciler.reports().stream().map(Pass::of).toList())));
  }

  /// Until it has begun, an empty answer would look like good news.
  private Optional<HttpResponse<?>> notReady(HttpRequest<?> request) {
    List<String> waitingFor = status.waitingFor();
    return waitingFor.isEmpty()
        ? Optional.empty()
        : Optional.of(
            problems.unavailable(
                request,
                ProblemType.NOT_READY,
                "waiting for " + String.join("; ", waitingFor),
                RETRY_AFTER));
  }

  /// One comparison of a whole table.
  @Get("/passes/{id}")
  HttpResponse<?> pass(HttpRequest<?> request, @PathVariable String id) {
    return notReady(request).orElseGet(() -> found(request, id));
  }

  private HttpResponse<?> found(HttpRequest<?> request, String id) {
    return reconciler.reports().stream()
        .filter(report -> report.id().equals(id))
        .findFirst()
        .<HttpResponse<?>>map(report -> HttpResponse.ok(Pass.of(report)))
        .orElseGet(() -> problems.of(request, ProblemType.NO_SUCH_ROUTE, "there is no pass " + id));
  }

  /// What differs, and what was found in the last 30 days, by table.
  ///
  /// @param table only this one, such as enrollments
  /// @param kind only rows of this kind: missing, different or absent
  @Get("/drift")
  HttpResponse<?> drift(
      HttpRequest<?> request,
      @Nullable @QueryValue String table,
      @Nullable @QueryValue String kind) {
    return notReady(request).orElseGet(() -> HttpResponse.ok(found(table, kind)));
  }

  private Drift found(@Nullable String table, @Nullable String kind) {
    return new Drift(
        reconciler.findings().stream()
            .filter(
                found ->
                    table == null || table.equals(found.thing()) || table.equals(found.table()))
            .map(found -> TableDrift.of(found, Optional.ofNullable(kind)))
            .toList());
  }

  /// Compares one key now, or begins a comparison of a whole table.
  @Post("/reconcile")
  HttpResponse<?> reconcile(HttpRequest<?> request, @Body Request asked)
      throws InterruptedException {
    if (!reconciler.works()) {
      return problems.unavailable(
          request, ProblemType.NOT_READY, "another instance works", RETRY_AFTER);
    }
    String table = asked.table();
    if (table != null) {
      if (!reconciler.askForPass(table)) {
        throw new InvalidParameterException("table", "is none that is compared: " + table);
      }
      return HttpResponse.accepted(URI.create(publicUrl.seenBy(request) + "/v1/passes"));
    }
    LearnerCourse key = key(asked);
    if (!reconciler.compares(key)) {
      throw new InvalidParameterException(
          "course_key", "is of an organisation that is not compared: " + key.course());
    }
    try {
      List<Pass> compared = reconciler.compareNow(key).stream().map(Pass::of).toList();
      return HttpResponse.accepted().body(new Passes(compared));
    } catch (IOException notNow) {
      return problems.unavailable(
          request, ProblemType.NOT_READY, String.valueOf(notNow.getMessage()), RETRY_AFTER);
    }
  }

  private static LearnerCourse key(Request asked) {
    try {
      return new LearnerCourse(
          Optional.ofNullable(asked.learnerId())
              .map(LearnerId::new)
              .orElseThrow(() -> new InvalidParameterException("learner_id", "is missing")),
          Optional.ofNullable(asked.courseKey())
              .map(CourseKey::new)
              .orElseThrow(() -> new InvalidParameterException("course_key", "is missing")));
    } catch (IllegalArgumentException wrong) {
      throw new InvalidParameterException(
          "learner_id or course_key", String.valueOf(wrong.getMessage()));
    }
  }
}
