package org.rollbook.runtime.http;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.rollbook.runtime.http.HttpSettings.Security;
import org.rollbook.runtime.query.QueryMeters;
import org.rollbook.runtime.rejected.RejectedEvents;
import org.rollbook.testkit.web.Web;

/// A [ScriptedView] behind a real server, and a client of it.
record ServedView(ScriptedView view, HttpServer server, Web web) implements AutoCloseable {

  static final HttpSettings SETTINGS =
      new HttpSettings(
          0, 0, Optional.of("127.0.0.1"), Optional.empty(), Security.OFF, Duration.ofMinutes(5), 4);

  static ServedView start() {
    return start(SETTINGS);
  }

  static ServedView start(HttpSettings settings) {
    return start(settings, QueryMeters.NONE);
  }

  static ServedView knowing(RejectedEvents rejected) {
    return start(SETTINGS, QueryMeters.NONE, rejected);
  }

  static ServedView start(HttpSettings settings, QueryMeters meters) {
    return start(settings, meters, RejectedEvents.NONE);
  }

  private static ServedView start(
      HttpSettings settings, QueryMeters meters, RejectedEvents rejected) {
    var view = new ScriptedView();
    var server = HttpServer.start(settings, meters, rejected, view);
    return new ServedView(view, server, new Web(server.port()));
  }

  static HttpSettings withPublicUrl(String url) {
    return new HttpSettings(
        0,
        0,
        SETTINGS.host(),
        Optional.of(URI.create(url)),
        Security.OFF,
        Duration.ofMinutes(5),
        4);
  }

  static HttpSettings withSecurity(Security security) {
    return new HttpSettings(
        0, 0, SETTINGS.host(), Optional.empty(), security, Duration.ofMinutes(5), 4);
  }

  @Override
  public void close() {
    web.close();
    server.close();
  }
}
