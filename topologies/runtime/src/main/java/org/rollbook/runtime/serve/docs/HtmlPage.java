package org.rollbook.runtime.serve.docs;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;

/// The frame of the pages that people read. The page includes everything it needs, so that it works
/// behind any proxy path and without the internet.
public final class HtmlPage {

  public static final MediaType MEDIA_TYPE = new MediaType("text/html;charset=utf-8");
  static final MediaType TEXT = new MediaType("text/plain;charset=utf-8");

  private HtmlPage() {}

  /// Whether the caller prefers HTML to everything else it names, as browsers do.
  static boolean isWantedBy(HttpRequest<?> request) {
    return request.accept().stream()
        .findFirst()
        .filter(first -> first.matches(MediaType.TEXT_HTML_TYPE) && !first.getType().equals("*"))
        .isPresent();
  }

  public static String of(String title, String body) {
    return """
    <!doctype html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>%s · Rollbook</title>
    <style>
    body { font: 16px/1.6 system-ui, sans-serif; max-width: 42rem; margin: 3rem auto; padding: 0 1rem; color: #1d2733; background: #fff; }
    h1 { font-size: 1.6rem; line-height: 1.25; margin: .25rem 0 1rem; }
    h2 { font-size: 1rem; margin: 2rem 0 .25rem; }
    code, pre { font: .9em ui-monospace, monospace; background: #f2f4f7; border-radius: 3px; padding: .1em .3em; }
    pre { padding: .6em .8em; overflow-x: auto; } dd { margin: 0 0 .6rem 1rem; }
    .status { color: #67727e; margin: 0; }
    @media (prefers-color-scheme: dark) { body { color: #dfe5ec; background: #14191f; } code, pre { background: #232b34; } }
    </style>
    </head>
    <body>
    %s</body>
    </html>
    """
        .formatted(escaped(title), body);
  }

  public static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
