package org.rollbook.runtime.serve;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.rollbook.runtime.ingest.rejected.RejectedEvents;
import org.rollbook.runtime.serve.http.HttpSettings;
import org.rollbook.runtime.serve.http.HttpSettings.Security;
import org.rollbook.runtime.serve.query.QueryMeters;
import org.rollbook.testkit.web.Web;

/// A [ScriptedView] behind a real server, and a client of it.
public record ServedView(ScriptedView view, HttpServer server, Web web) implements AutoCloseable {

  public static final HttpSettings SETTINGS =
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

  public static HttpSettings withPublicUrl(String url) {
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
