package org.rollbook.runtime.serve.docs;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import java.util.Optional;
import org.rollbook.runtime.serve.problem.ProblemType;
import org.rollbook.runtime.serve.problem.Problems;

/// The pages that the `type` of a problem links to: what each means and what a caller does about
/// it.
@Controller("/problems")
final class ProblemPages {

  private final Problems problems;

  ProblemPages(Problems problems) {
    this.problems = problems;
  }

  /// A page for browsers; the same text for everybody else.
  @Get(
      uri = "/{name}",
      produces = {MediaType.TEXT_PLAIN, MediaType.TEXT_HTML})
  HttpResponse<?> page(HttpRequest<?> request, @PathVariable String name) {
    Optional<ProblemType> named = ProblemType.ofSlug(name);
    if (named.isEmpty()) {
      return problems.of(request, ProblemType.NO_SUCH_ROUTE, "no problem is called " + name);
    }
    return (HtmlPage.isWantedBy(request)
            ? HttpResponse.ok(html(named.get())).contentType(HtmlPage.MEDIA_TYPE)
            : HttpResponse.ok(text(named.get())).contentType(HtmlPage.TEXT))
        .header(HttpHeaders.VARY, HttpHeaders.ACCEPT);
  }

  private static String html(ProblemType type) {
    return HtmlPage.of(
        type.slug(),
        """
        <p class="status">%d %s</p>
        <h1>%s</h1>
        <p>%s</p>
        <h2>What to do</h2>
        <p>%s</p>
        """
            .formatted(
                type.status().getCode(),
                HtmlPage.escaped(type.status().getReason()),
                HtmlPage.escaped(type.title()),
                HtmlPage.escaped(type.meaning()),
                HtmlPage.escaped(type.remedy())));
  }

  private static String text(ProblemType type) {
    return """
    %s (%d): %s

    %s

    What to do: %s
    """
        .formatted(
            type.slug(), type.status().getCode(), type.title(), type.meaning(), type.remedy());
  }
}
