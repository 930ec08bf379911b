package org.rollbook.runtime.http;

import io.micronaut.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.rollbook.runtime.query.Bounds;
import org.rollbook.runtime.query.PageRequest;

/// What every question to a view has besides its key: what the caller accepts, and for lists which
/// page. Controllers take it as an argument.
///
/// @param bounds from `Rollbook-Max-Staleness` and `Prefer`
public record Question(HttpRequest<?> request, Bounds bounds) {

  private static final Pattern SECONDS = Pattern.compile("[0-9]+");

  /// More than anybody means, and few enough digits to count with.
  private static final int MOST_DIGITS = 12;

  /// Reads the headers.
  ///
  /// @param maxStaleness the bound of a caller who names none
  /// @throws InvalidParameterException for a value that a header cannot have, and for what is not
  ///   implemented yet, so that nobody takes being ignored for being served
  static Question of(HttpRequest<?> request, Duration maxStaleness) {
    var preferences = Preferences.of(request.getHeaders().getAll(RollbookHeaders.PREFER));
    refuseWhatComesLater(request, preferences);
    boolean lenient = preferences.value("handling").filter("lenient"::equalsIgnoreCase).isPresent();
    return new Question(request, new Bounds(staleness(request).orElse(maxStaleness), lenient));
  }

  /// Which page of the list at this request's path is asked for.
  ///
  /// @throws InvalidParameterException naming `page_size` or `cursor`
  public PageRequest page() {
    return PageParameters.of(request);
  }

  private static Optional<Duration> staleness(HttpRequest<?> request) {
    List<String> sent = request.getHeaders().getAll(RollbookHeaders.MAX_STALENESS);
    if (sent.isEmpty()) {
      return Optional.empty();
    }
    String text = sent.getFirst().strip();
    if (sent.size() > 1 || !SECONDS.matcher(text).matches()) {
      throw new InvalidParameterException(
          RollbookHeaders.MAX_STALENESS, "must be one whole number of seconds, is " + sent);
    }
    return Optional.of(
        Duration.ofSeconds(
            Long.parseLong(text.length() > MOST_DIGITS ? "9".repeat(MOST_DIGITS) : text)));
  }

  private static void refuseWhatComesLater(HttpRequest<?> request, Preferences preferences) {
    for (String header : List.of(RollbookHeaders.MIN_AS_OF, RollbookHeaders.IF_APPLIED)) {
      if (request.getHeaders().contains(header)) {
        throw new InvalidParameterException(
            header, "not implemented yet: send the request without");
      }
    }
    if (preferences.value("wait").isPresent()) {
      throw new InvalidParameterException(
          "Prefer: wait", "not implemented yet: send the request without");
    }
  }
}
