package org.rollbook.runtime.serve.docs;

import io.micronaut.core.io.ResourceLoader;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import org.rollbook.runtime.serve.http.PublicUrl;
import org.rollbook.runtime.serve.problem.ProblemType;
import org.rollbook.runtime.serve.problem.Problems;

/// `/openapi.yml`: the API of the topology on the class path, as the build generated it from its
/// controllers.
@Controller("/openapi.yml")
public final class OpenApiController {

  /// The placeholder in a topology's `@OpenAPIDefinition` for the URL that clients see before
  /// `/v1`.
  public static final String PUBLIC_URL = "https://rollbook.invalid";

  private static final String RESOURCE = "classpath:META-INF/swagger/openapi.yml";
  private static final MediaType YAML = new MediaType("application/yaml;charset=utf-8");

  private final ResourceLoader resources;
  private final PublicUrl publicUrl;
  private final Problems problems;

  OpenApiController(ResourceLoader resources, PublicUrl publicUrl, Problems problems) {
    this.resources = resources;
    this.publicUrl = publicUrl;
    this.problems = problems;
  }

  @Get(produces = MediaType.ALL)
  HttpResponse<?> description(HttpRequest<?> request) {
    return ClassPathText.read(resources, RESOURCE)
        .map(text -> text.replace(PUBLIC_URL, publicUrl.seenBy(request)))
        .<MutableHttpResponse<?>>map(text -> HttpResponse.ok(text).contentType(YAML))
        .orElseGet(
            () ->
                problems.of(request, ProblemType.NO_SUCH_ROUTE, "this topology describes no API"));
  }
}
