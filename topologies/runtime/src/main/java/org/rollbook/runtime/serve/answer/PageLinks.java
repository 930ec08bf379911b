package org.rollbook.runtime.serve.answer;

import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rollbook.runtime.serve.http.PublicUrl;
import org.rollbook.runtime.serve.query.PageStart;
import org.rollbook.runtime.serve.question.CourseKeyPaths;
import org.rollbook.runtime.serve.question.Cursor;
import org.rollbook.runtime.serve.question.PageParameters;

/// The absolute URLs of the next and the previous page: the URL of the request as its caller
/// spelled it, with another cursor.
@Singleton
final class PageLinks {

  private final PublicUrl publicUrl;

  PageLinks(PublicUrl publicUrl) {
    this.publicUrl = publicUrl;
  }

  String to(PageStart start, HttpRequest<?> request) {
    String parameters =
        Stream.concat(
                others(request.getUri().getRawQuery()),
                Stream.of(PageParameters.CURSOR + "=" + Cursor.write(start, request.getPath())))
            .collect(Collectors.joining("&"));
    return publicUrl.seenBy(request) + CourseKeyPaths.askedBy(request) + "?" + parameters;
  }

  private static Stream<String> others(@Nullable String query) {
    return query == null
        ? Stream.empty()
        : Arrays.stream(query.split("&"))
            .filter(parameter -> !parameter.isEmpty())
            .filter(parameter -> !parameter.startsWith(PageParameters.CURSOR + "="));
  }
}
