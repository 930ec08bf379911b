package org.rollbook.local.status;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The status for people. Works without JavaScript: the server fills in every value, by the same
/// pointers into the status's JSON by which the page's script refreshes them.
final class FrontPage {

  private static final Pattern VALUE = Pattern.compile("data-at=\"([^\"]*)\"[^>]*>");
  private static final Pattern CONDITION = Pattern.compile("data-condition-at=\"([^\"]*)\"");

  /// The number of rows is fixed, so that the script only has to refresh values.
  private static final int COURSES = 5;

  private static final String TEMPLATE = resource("front-page.html");

  private static final String DRIFT = resource("front-page-drift.html");

  private FrontPage() {}

  static String of(Status status) {
    String page =
        TEMPLATE
            .replace("{parts}", parts(status))
            .replace("{drift}", status.isCompared() ? DRIFT : "")
            .replace("{courses}", rows(COURSES, FrontPage::course))
            .replace("{curls}", rows(status.curls().size(), FrontPage::curl));
    JsonNode json = StatusJson.of(status);
    String withConditions = CONDITION.matcher(page).replaceAll(found -> condition(found, json));
    return VALUE.matcher(withConditions).replaceAll(found -> value(found, json));
  }

  /// A file of the page.
  static String resource(String name) {
    try (InputStream in = FrontPage.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("not on the class path: " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String parts(Status status) {
    return IntStream.range(0, status.parts().size())
        .mapToObj(i -> part(i, status.parts().get(i)))
        .collect(Collectors.joining());
  }

  private static String part(int number, Status.Part part) {
    String links =
        part.links().stream()
            .map(
                link ->
                    "<a href=\"%s\">%s</a>"
                        .formatted(escaped(link.target().toString()), escaped(link.name())))
            .collect(Collectors.joining(" "));
    return """
          <tr>
            <th scope="row"><span data-at="/parts/%1$d/name"></span>
              <code class="detail" data-at="/parts/%1$d/address"></code></th>
            <td><span data-condition-at="/parts/%1$d/condition" data-at="/parts/%1$d/condition"></span>
              <span class="detail" data-at="/parts/%1$d/detail"></span></td>
            <td class="links">%2$s</td>
          </tr>
    """
        .formatted(number, links);
  }

  private static String course(int number) {
    return """
          <tr>
            <td><code data-at="/largest_courses/%1$d/course_key"></code></td>
            <td class="number" data-at="/largest_courses/%1$d/active"></td>
            <td class="number" data-at="/largest_courses/%1$d/total"></td>
          </tr>
    """
        .formatted(number);
  }

  private static String curl(int number) {
    return "  <pre><code data-at=\"/curls/%d\"></code></pre>\n".formatted(number);
  }

  private static String rows(int count, IntFunction<String> row) {
    return IntStream.range(0, count).mapToObj(row).collect(Collectors.joining());
  }

  private static String condition(MatchResult found, JsonNode json) {
    return Matcher.quoteReplacement(
        "%s data-condition=\"%s\"".formatted(found.group(), escaped(shown(json, found.group(1)))));
  }

  private static String value(MatchResult found, JsonNode json) {
    return Matcher.quoteReplacement(found.group() + escaped(shown(json, found.group(1))));
  }

  /// A value in the format of the page's script.
  private static String shown(JsonNode json, String pointer) {
    JsonNode value = json.at(pointer);
    if (value.isMissingNode() || value.isNull()) {
      return "–";
    }
    return value.isNumber()
        ? new DecimalFormat("#,##0.##", DecimalFormatSymbols.getInstance(Locale.ROOT))
            .format(value.decimalValue())
        : value.asText();
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
