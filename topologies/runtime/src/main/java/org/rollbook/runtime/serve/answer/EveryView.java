package org.rollbook.runtime.serve.answer;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import org.rollbook.runtime.serve.http.HttpSettings;
import org.rollbook.runtime.serve.problem.ProblemType;
import org.rollbook.runtime.serve.problem.Problems;

/// What applies to every answer of every view, problems included.
@ServerFilter("/v1/**")
final class EveryView {

  private static final String TOKENS_COME_LATER =
      "tokens are not implemented yet: send no Authorization";

  private final HttpSettings settings;
  private final Problems problems;

  EveryView(HttpSettings settings, Problems problems) {
    this.settings = settings;
    this.problems = problems;
  }

  /// A token that is not checked must not seem to have been accepted.
  @RequestFilter
  @Nullable
  HttpResponse<?> refuseTokens(HttpRequest<?> request) {
    return switch (settings.security()) {
      case OFF -> null;
      case JWT ->
          request.getHeaders().contains(HttpHeaders.AUTHORIZATION)
              ? problems
                  .of(request, ProblemType.UNAUTHORIZED, TOKENS_COME_LATER)
                  .header(
                      HttpHeaders.WWW_AUTHENTICATE,
                      "Bearer realm=\"rollbook\", error=\"invalid_token\", error_description=\""
                          + TOKENS_COME_LATER
                          + "\"")
              : null;
    };
  }

  @ResponseFilter
  void keepPrivate(MutableHttpResponse<?> response) {
    response.getHeaders().set(HttpHeaders.CACHE_CONTROL, "private, no-cache");
    response.getHeaders().set(HttpHeaders.VARY, "Authorization, Accept, Accept-Encoding");
  }
}
