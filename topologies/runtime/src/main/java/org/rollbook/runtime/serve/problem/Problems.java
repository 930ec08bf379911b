package org.rollbook.runtime.serve.problem;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.Error;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import jakarta.inject.Singleton;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rollbook.runtime.serve.http.JsonBytes;
import org.rollbook.runtime.serve.http.PublicUrl;

/// Makes problem responses: our own, and those that Micronaut produces by itself (no such route,
/// wrong method, body too large, a bug), so that every problem has the same shape.
@Singleton
public final class Problems implements ErrorResponseProcessor<byte[]> {

  private static final int LONGEST_DETAIL = 500;

  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final PublicUrl publicUrl;
  private final JsonBytes json;

  Problems(PublicUrl publicUrl, JsonBytes json) {
    this.publicUrl = publicUrl;
    this.json = json;
  }

  public MutableHttpResponse<byte[]> of(HttpRequest<?> request, ProblemType type, String detail) {
    return of(request, type, detail, null);
  }

  public MutableHttpResponse<byte[]> invalidParameter(
      HttpRequest<?> request, String parameter, String detail) {
    return of(request, ProblemType.INVALID_PARAMETER, detail, parameter);
  }

  public MutableHttpResponse<byte[]> unavailable(
      HttpRequest<?> request, ProblemType type, String detail, Duration retryAfter) {
    return of(request, type, detail)
        .header(HttpHeaders.RETRY_AFTER, Long.toString(wholeSeconds(retryAfter)));
  }

  /// Whole seconds, rounded up: to ask again any sooner would be in vain.
  public static long wholeSeconds(Duration duration) {
    return Math.max(1, duration.plusNanos(999_999_999).toSeconds());
  }

  @Override
  public MutableHttpResponse<byte[]> processResponse(
      ErrorContext context, MutableHttpResponse<?> response) {
    HttpRequest<?> request = context.getRequest();
    MutableHttpResponse<byte[]> problem =
        switch (response.status()) {
          case NOT_FOUND ->
              of(request, ProblemType.NO_SUCH_ROUTE, "nothing is served at " + request.getPath());
          case BAD_REQUEST -> badRequest(context);
          case SERVICE_UNAVAILABLE ->
              unavailable(request, ProblemType.NOT_READY, "not ready", RETRY_AFTER);
          case METHOD_NOT_ALLOWED ->
              unnamed(
                  HttpStatus.METHOD_NOT_ALLOWED,
                  request.getMethodName() + " is not served here; Allow names what is");
          case HttpStatus other -> unnamed(other, detail(other, context));
        };
    response
        .getHeaders()
        .forEach((name, values) -> values.forEach(value -> problem.header(name, value)));
    return problem;
  }

  private MutableHttpResponse<byte[]> badRequest(ErrorContext context) {
    if (context.getRootCause().filter(URISyntaxException.class::isInstance).isPresent()) {
      return invalidParameter(
          context.getRequest(), "path", "not a URI: percent-encode what RFC 3986 does not allow");
    }
    Optional<Error> error = context.getErrors().stream().findFirst();
    return invalidParameter(
        context.getRequest(),
        error.flatMap(Error::getPath).map(path -> path.replaceFirst("^/", "")).orElse("request"),
        error.map(Error::getMessage).orElse("the request cannot be understood"));
  }

  /// What a status adds to its title. It contains nothing about internal errors, which go to the
  /// log.
  private static String detail(HttpStatus status, ErrorContext context) {
    return status.getCode() >= 500
        ? "this is a fault of the service; its log has the details"
        : context.getErrors().stream()
            .findFirst()
            .map(Error::getMessage)
            .orElseGet(status::getReason);
  }

  private MutableHttpResponse<byte[]> of(
      HttpRequest<?> request, ProblemType type, String detail, @Nullable String parameter) {
    String page = publicUrl.seenBy(request) + "/problems/" + type.slug();
    return response(
        type.status(),
        new Problem(page, type.title(), type.status().getCode(), shortened(detail), parameter));
  }

  private MutableHttpResponse<byte[]> unnamed(HttpStatus status, String detail) {
    return response(
        status,
        new Problem("about:blank", status.getReason(), status.getCode(), shortened(detail), null));
  }

  private MutableHttpResponse<byte[]> response(HttpStatus status, Problem problem) {
    return HttpResponse.<byte[]>status(status)
        .body(json.of(problem))
        .contentType(Problem.MEDIA_TYPE)
        .header(HttpHeaders.CACHE_CONTROL, "private, no-cache");
  }

  private static String shortened(String detail) {
    return detail.length() <= LONGEST_DETAIL ? detail : detail.substring(0, LONGEST_DETAIL) + "...";
  }
}
