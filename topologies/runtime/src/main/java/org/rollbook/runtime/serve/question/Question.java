package org.rollbook.runtime.serve.question;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.micronaut.http.HttpRequest;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.rollbook.model.event.EventEnvelope;
import org.rollbook.model.event.IsoTime;
import org.rollbook.runtime.serve.http.RollbookHeaders;
import org.rollbook.runtime.serve.problem.InvalidParameterException;
import org.rollbook.runtime.serve.query.Bounds;
import org.rollbook.runtime.serve.query.PageRequest;

/// What every question to a view has besides its key: what the caller accepts, how long they wait
/// for it, and for lists which page. Controllers take it as an argument.
///
/// @param bounds from `Rollbook-Max-Staleness`, `Rollbook-Min-As-Of`, `Rollbook-If-Applied` and
///   `Prefer: handling`
/// @param patience from `Prefer: wait`: how long to wait for an answer that is not there yet; empty
///   if the caller names no time
public record Question(HttpRequest<?> request, Bounds bounds, Optional<Duration> patience) {

  /// Longer waits are reduced to this: proxies give up after a minute.
  static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

  private static final String WAIT = RollbookHeaders.PREFER + ": wait";

  private static final Pattern SECONDS = Pattern.compile("[0-9]+");

  /// RFC 3339, whose offset is not optional: a time without one would be taken for another time
  /// than was meant.
  private static final Pattern TIME =
      Pattern.compile(
          "[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9:]{8}(\\.[0-9]{1,9})?([Zz]|[+-][0-9]{2}:[0-9]{2})");

  /// More than anybody needs, and few enough digits to calculate with.
  private static final int MOST_DIGITS = 12;

  /// Whether a route belongs to a learner's resources, so that an event of that learner can be
  /// named.
  enum Subject {
    LEARNER,
    ANY
  }

  /// Reads the headers.
  ///
  /// @param maxStaleness the bound if the caller names none
  /// @throws InvalidParameterException for an invalid value of a header, and for an event that is
  ///   named where none can be, so that nobody takes an ignored header for one that was served
  public static Question of(HttpRequest<?> request, Subject subject, Duration maxStaleness) {
    var preferences = Preferences.of(request.getHeaders().getAll(RollbookHeaders.PREFER));
    boolean lenient = preferences.value("handling").filter("lenient"::equalsIgnoreCase).isPresent();
    return new Question(
        request,
        new Bounds(
            staleness(request).orElse(maxStaleness),
            lenient,
            minAsOf(request),
            ifApplied(request, subject)),
        preferences.value("wait").map(Question::patience));
  }

  /// Which page of the list at this request's path is asked for.
  ///
  /// @throws InvalidParameterException naming `page_size` or `cursor`
  public PageRequest page() {
    return PageParameters.of(request);
  }

  private static Optional<Duration> staleness(HttpRequest<?> request) {
    return single(request, RollbookHeaders.MAX_STALENESS)
        .map(text -> seconds(RollbookHeaders.MAX_STALENESS, text));
  }

  private static Duration patience(String text) {
    Duration asked = seconds(WAIT, text);
    return asked.compareTo(LONGEST_WAIT) < 0 ? asked : LONGEST_WAIT;
  }

  private static Optional<Instant> minAsOf(HttpRequest<?> request) {
    return single(request, RollbookHeaders.MIN_AS_OF).map(Question::time);
  }

  private static Instant time(String text) {
    if (!TIME.matcher(text).matches()) {
      throw notATime(text);
    }
    try {
      return IsoTime.parse(text);
    } catch (DateTimeException noSuchTime) {
      throw notATime(text);
    }
  }

  private static InvalidParameterException notATime(String text) {
    return new InvalidParameterException(
        RollbookHeaders.MIN_AS_OF, "must be one RFC 3339 time with its offset, is " + text);
  }

  private static Optional<String> ifApplied(HttpRequest<?> request, Subject subject) {
    Optional<String> sent = single(request, RollbookHeaders.IF_APPLIED);
    return switch (subject) {
      case LEARNER -> sent.map(Question::eventId);
      case ANY -> {
        if (sent.isPresent()) {
          throw new InvalidParameterException(
              RollbookHeaders.IF_APPLIED,
              "only a single learner's resources can wait for an event; "
                  + RollbookHeaders.MIN_AS_OF
                  + " is taken here");
        }
        yield sent;
      }
    };
  }

  private static String eventId(String sent) {
    return utf8(sent)
        .filter(id -> !id.isEmpty() && id.length() <= EventEnvelope.MAX_LENGTH)
        .orElseThrow(
            () ->
                new InvalidParameterException(
                    RollbookHeaders.IF_APPLIED,
                    "must be one event id, in UTF-8, of at most "
                        + EventEnvelope.MAX_LENGTH
                        + " characters"));
  }

  /// Ids are any text, and HTTP delivers each byte of a header as one character.
  private static Optional<String> utf8(String sent) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(sent.getBytes(ISO_8859_1));
      return Optional.of(UTF_8.newDecoder().decode(bytes).toString());
    } catch (CharacterCodingException notUtf8) {
      return Optional.empty();
    }
  }

  private static Optional<String> single(HttpRequest<?> request, String header) {
    List<String> sent = request.getHeaders().getAll(header);
    if (sent.size() > 1) {
      throw new InvalidParameterException(header, "must be given once");
    }
    return sent.stream().findFirst().map(String::strip);
  }

  private static Duration seconds(String parameter, String text) {
    if (!SECONDS.matcher(text).matches()) {
      throw new InvalidParameterException(
          parameter, "must be one whole number of seconds, is " + text);
    }
    return Duration.ofSeconds(
        Long.parseLong(text.length() > MOST_DIGITS ? "9".repeat(MOST_DIGITS) : text));
  }
}
