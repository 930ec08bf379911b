package org.rollbook.runtime.serve.docs;

import io.micronaut.core.io.ResourceLoader;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import java.net.URI;
import java.util.Optional;
import org.rollbook.runtime.serve.http.PublicUrl;
import org.rollbook.runtime.serve.problem.ProblemType;
import org.rollbook.runtime.serve.problem.Problems;

/// `/docs`: a page to read and try `/openapi.yml`; `/` redirects there, or to the [FrontPage].
///
/// The build puts the page's script (RapiDoc) next to `openapi.yml`. The page loads nothing from
/// anywhere else.
@Controller
final class DocsController {

  private static final String PROGRAM = "rapidoc-min.js";
  private static final String RESOURCE = "classpath:META-INF/swagger/views/rapidoc/res/" + PROGRAM;

  private static final String PAGE =
      """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>Rollbook API</title>
      <script type="module" src="BASE/docs/rapidoc-min.js"></script>
      </head>
      <body>
      <rapi-doc spec-url="BASE/openapi.yml" render-style="read" theme="light" load-fonts="false"
        primary-color="#2f6db3" regular-font="system-ui, sans-serif" mono-font="ui-monospace, monospace"
        show-header="false" allow-authentication="false" allow-server-selection="false"
        schema-description-expanded="true" show-method-in-nav-bar="as-colored-text"
        use-path-in-nav-bar="true" nav-bg-color="#f6f7f9" fill-request-fields-with-example="false"><p slot="nav-logo"><a href="BASE/docs/topics">Derived topics</a></p></rapi-doc>
      </body>
      </html>
      """;

  private static final String ONLY_OURS =
      "default-src 'none'; script-src 'self'; style-src 'unsafe-inline'; img-src 'self' data:;"
          + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private final ResourceLoader resources;
  private final PublicUrl publicUrl;
  private final Problems problems;
  private final String front;

  DocsController(
      ResourceLoader resources, PublicUrl publicUrl, Problems problems, Optional<FrontPage> front) {
    this.resources = resources;
    this.front = front.map(FrontPage::path).orElse("/docs");
    this.publicUrl = publicUrl;
    this.problems = problems;
  }

  @Get(produces = MediaType.ALL)
  HttpResponse<?> front(HttpRequest<?> request) {
    return HttpResponse.seeOther(URI.create(publicUrl.seenBy(request) + front));
  }

  @Get(uri = "/docs", produces = MediaType.TEXT_HTML)
  HttpResponse<String> page() {
    return HttpResponse.ok(PAGE.replace("BASE", publicUrl.path()))
        .contentType(HtmlPage.MEDIA_TYPE)
        .header("Content-Security-Policy", ONLY_OURS);
  }

  @Get(uri = "/docs/" + PROGRAM, produces = MediaType.ALL)
  HttpResponse<?> program(HttpRequest<?> request) {
    return ClassPathText.read(resources, RESOURCE)
        .<MutableHttpResponse<?>>map(
            script ->
                HttpResponse.ok(script)
                    .contentType("text/javascript;charset=utf-8")
                    .header(HttpHeaders.CACHE_CONTROL, "max-age=3600"))
        .orElseGet(
            () ->
                problems.of(request, ProblemType.NO_SUCH_ROUTE, "this topology has no such page"));
  }
}
