package org.rollbook.runtime.serve.problem;

import io.micronaut.http.HttpStatus;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The problems that have a name and a page of their own at `/problems/<name>`.
///
/// Clients act on the names: names may be added, never changed.
public enum ProblemType {
  ABSENT(
      HttpStatus.NOT_FOUND,
      "There is none",
      """
      The view holds everything that Open edX published up to the time in Rollbook-As-Of, and this \
      is not in it. It is a promise, not a guess: while the view cannot know, it answers \
      incomplete, stale or not-ready instead.\
      """,
      "Take it as a fact as of that time. For something later, ask again later."),
  NO_SUCH_ROUTE(
      HttpStatus.NOT_FOUND,
      "No such route",
      """
      Nothing is served at this path. This is no claim about any learner or course, so it never \
      carries Rollbook-As-Of.\
      """,
      "Compare the path with /openapi.yml. In a path, a course key is one percent-encoded"
          + " segment."),
  NOT_READY(
      HttpStatus.SERVICE_UNAVAILABLE,
      "Not ready",
      """
      The part of the view that holds the answer is being restored or moved, or another instance \
      has it. No claim is made about what was asked.\
      """,
      "Ask again after Retry-After seconds."),
  INCOMPLETE(
      HttpStatus.SERVICE_UNAVAILABLE,
      "The view is not complete",
      """
      The view does not hold everything yet, so it cannot promise that something is absent, nor \
      that a list is whole.\
      """,
      """
      Send "Prefer: handling=lenient" to be answered from what it holds, and take absence for \
      "not known". An operator makes a view complete by a bootstrap, or declares that Rollbook was \
      running when the site began.\
      """),
  STALE(
      HttpStatus.SERVICE_UNAVAILABLE,
      "Not fresh enough",
      """
      The freshest replica at hand is older than the caller accepts, by Rollbook-Max-Staleness or \
      Rollbook-Min-As-Of, or else the operator.\
      """,
      """
      Ask again after Retry-After seconds, or let the service wait with "Prefer: wait=5"; or accept \
      more age. If it stays, the view no longer receives events: see its readiness.\
      """),
  NOT_YET_APPLIED(
      HttpStatus.SERVICE_UNAVAILABLE,
      "Not yet applied",
      "The event that the caller named in Rollbook-If-Applied has not been received yet.",
      """
      Ask again after Retry-After seconds, or let the service wait with "Prefer: wait=5". If it stays, \
      see whether the event was published at all, and about this learner.\
      """),
  OVERLOADED(
      HttpStatus.SERVICE_UNAVAILABLE,
      "Overloaded",
      "As many questions are being answered, or wait for an answer, as this instance takes at"
          + " once.",
      "Ask again after Retry-After seconds. Ask for many keys at once with a lookup."),
  RATE_LIMITED(
      HttpStatus.TOO_MANY_REQUESTS,
      "Too many requests",
      "This caller asks more than it may.",
      "Ask again after Retry-After seconds."),
  EVENT_REJECTED(
      HttpStatus.CONFLICT,
      "The event was rejected",
      """
      The event that the caller named in Rollbook-If-Applied could not be understood and is among the \
      dead letters: it was not applied and will not be. The detail states why and where it is.\
      """,
      "Correct it and publish it again. The dead letters have the message as it came."),
  INVALID_PARAMETER(
      HttpStatus.BAD_REQUEST,
      "Invalid parameter",
      """
      A part of the request has a value that it cannot have; "parameter" names it and "detail" \
      states what is wrong. What is not implemented yet is refused in this way too, never ignored.\
      """,
      "Correct the request: asking again gives the same answer."),
  UNAUTHORIZED(
      HttpStatus.UNAUTHORIZED,
      "Unauthorized",
      "The request's credentials are missing or not accepted; WWW-Authenticate states why.",
      "Send credentials that are."),
  FORBIDDEN(
      HttpStatus.FORBIDDEN,
      "Forbidden",
      "The caller is known and may not see this.",
      "Ask an operator for access.");

  private final HttpStatus status;
  private final String title;
  private final String meaning;
  private final String remedy;

  ProblemType(HttpStatus status, String title, String meaning, String remedy) {
    this.status = status;
    this.title = title;
    this.meaning = meaning;
    this.remedy = remedy;
  }

  /// The name in the problem's URL, such as `not-ready`.
  public String slug() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public HttpStatus status() {
    return status;
  }

  public String title() {
    return title;
  }

  public String meaning() {
    return meaning;
  }

  public String remedy() {
    return remedy;
  }

  public static Optional<ProblemType> ofSlug(String slug) {
    return Arrays.stream(values()).filter(type -> type.slug().equals(slug)).findFirst();
  }
}
