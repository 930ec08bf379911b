package org.rollbook.runtime.serve.question;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.server.annotation.PreMatching;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.rollbook.runtime.serve.http.PublicUrl;

/// Rewrites every way to write a path into the one that routes are written for:
///
/// - the public URL's path is taken off, whether or not a proxy has done so;
/// - a literal plus stays a plus (RFC 3986), where Micronaut would decode a space;
/// - a slash at the end, as Django's clients write it, is taken off;
/// - an old course key with plain slashes (proxies decode `%2F`) becomes one segment again.
///
/// The last is unambiguous because resources hang from a course or a learner at fixed depths:
/// `/v1/courses/{key}/<resource>` and `/v1/learners/{id}/<resource>/{key}[/history]`.
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
public final class CourseKeyPaths {

  private static final String ASKED = CourseKeyPaths.class.getName();

  private final String publicPath;

  CourseKeyPaths(PublicUrl publicUrl) {
    this.publicPath = publicUrl.path();
  }

  @PreMatching
  @RequestFilter
  HttpRequest<?> normal(HttpRequest<?> request) {
    URI uri = request.getUri();
    String path = uri.getRawPath();
    String asked = withoutLastSlash(withoutPublicPath(path));
    String normal = withKeyInOneSegment(asked.replace("+", "%2B"));
    if (normal.equals(path)) {
      return request;
    }
    String query = uri.getRawQuery();
    request.setAttribute(ASKED, asked);
    return request
        .mutate()
        .uri(URI.create(server(request) + (query == null ? normal : normal + "?" + query)));
  }

  /// The path of a request as its caller spelled it, without the part before `/v1`.
  public static String askedBy(HttpRequest<?> request) {
    return request.getAttribute(ASKED, String.class).orElseGet(request::getPath);
  }

  /// A changed request loses the port on which it came in, and takes it from its URI. Without the
  /// port, no route of ours would be found.
  private static String server(HttpRequest<?> request) {
    return "http://localhost:" + request.getServerAddress().getPort();
  }

  private String withoutPublicPath(String path) {
    if (publicPath.isEmpty() || !path.startsWith(publicPath)) {
      return path;
    }
    String rest = path.substring(publicPath.length());
    return rest.isEmpty() ? "/" : rest.startsWith("/") ? rest : path;
  }

  private static String withoutLastSlash(String path) {
    return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }

  private static String withKeyInOneSegment(String path) {
    // "/v1/a/b" splits into "", "v1", "a", "b"; the limit keeps empty segments at the end.
    List<String> segments = new ArrayList<>(List.of(path.split("/", -1)));
    int keyAt = keyAt(segments);
    if (keyAt > 0) {
      List<String> parts = segments.subList(keyAt, keyAt + 3);
      String key = String.join("%2F", parts);
      parts.clear();
      segments.add(keyAt, key);
    }
    return String.join("/", segments);
  }

  /// The index at which a key of three segments begins, or 0.
  private static int keyAt(List<String> segments) {
    int count = segments.size();
    if (count < 7 || !segments.get(1).equals("v1")) {
      return 0;
    }
    return switch (segments.get(2)) {
      case "courses" -> count == 7 ? 3 : 0;
      case "learners" -> count == 8 || (count == 9 && segments.getLast().equals("history")) ? 5 : 0;
      default -> 0;
    };
  }
}
