package org.rollbook.runtime.serve.http;

import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.regex.Pattern;

/// The URL that clients see before `/v1`, without a slash at its end: as set, or else as the
/// request names this server.
@Singleton
public final class PublicUrl {

  /// A `Host` header is the client's own claim, and returns to it in links: only a valid host is
  /// taken.
  private static final Pattern HOST =
      Pattern.compile("[A-Za-z0-9._-]+(:[0-9]+)?|\\[[0-9a-fA-F:.]+](:[0-9]+)?");

  private final HttpSettings settings;

  PublicUrl(HttpSettings settings) {
    this.settings = settings;
  }

  public String seenBy(HttpRequest<?> request) {
    return settings
        .publicUrl()
        .map(URI::toString)
        .map(PublicUrl::withoutSlash)
        .orElseGet(() -> (request.isSecure() ? "https://" : "http://") + host(request));
  }

  /// The path of the public URL, such as `/rollbook/enrollments`; empty where there is none.
  public String path() {
    return settings.publicUrl().map(URI::getRawPath).map(PublicUrl::withoutSlash).orElse("");
  }

  private static String host(HttpRequest<?> request) {
    var named = request.getHeaders().get("Host");
    if (named != null && HOST.matcher(named).matches()) {
      return named;
    }
    InetSocketAddress ours = request.getServerAddress();
    return ours.getHostString() + ":" + ours.getPort();
  }

  private static String withoutSlash(String url) {
    return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }
}
