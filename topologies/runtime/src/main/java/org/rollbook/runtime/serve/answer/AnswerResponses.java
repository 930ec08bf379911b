package org.rollbook.runtime.serve.answer;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rollbook.model.event.IsoTime;
import org.rollbook.runtime.ingest.rejected.RejectedEvent;
import org.rollbook.runtime.ingest.rejected.RejectedEvents;
import org.rollbook.runtime.serve.http.JsonBytes;
import org.rollbook.runtime.serve.http.RollbookHeaders;
import org.rollbook.runtime.serve.problem.ProblemType;
import org.rollbook.runtime.serve.problem.Problems;
import org.rollbook.runtime.serve.query.Answer;
import org.rollbook.runtime.serve.query.Answer.Found;
import org.rollbook.runtime.serve.query.Answer.Missing;
import org.rollbook.runtime.serve.query.Answer.NotReady;
import org.rollbook.runtime.serve.query.Freshness;
import org.rollbook.runtime.serve.query.Page;
import org.rollbook.runtime.serve.query.Refusal;
import org.rollbook.runtime.serve.question.BoundedBody;
import org.rollbook.runtime.serve.question.Question;

/// Turns an answer into a response: every case handled, once, for every view.
///
/// Their type is the body of a successful response, for the sake of `/openapi.yml`. They already
/// hold its JSON as bytes, since entity tags are made from the bytes that are sent.
@Singleton
public final class AnswerResponses {

  private final Problems problems;
  private final PageLinks links;
  private final ReadGate gate;
  private final Waits waits;
  private final RejectedEvents rejected;
  private final JsonBytes json;

  /// The result of asking once.
  ///
  /// @param mayImprove whether a later response may be a better one
  private record Attempt(HttpResponse<?> response, boolean mayImprove) {

    static Attempt settled(HttpResponse<?> response) {
      return new Attempt(response, false);
    }
  }

  AnswerResponses(
      Problems problems,
      PageLinks links,
      ReadGate gate,
      Waits waits,
      RejectedEvents rejected,
      JsonBytes json) {
    this.problems = problems;
    this.links = links;
    this.gate = gate;
    this.waits = waits;
    this.rejected = rejected;
    this.json = json;
  }

  /// Asks a view for one thing.
  ///
  /// @param body makes the JSON of the thing
  public <T, B> HttpResponse<B> one(
      Question question, Supplier<Answer<T>> ask, Function<? super T, B> body) {
    return answered(question, () -> attempt(question, ask.get(), body));
  }

  /// Asks a view for one page of a list.
  ///
  /// @param body makes the JSON of a row
  /// @param shape makes the JSON of the page
  public <T, B, P> HttpResponse<P> page(
      Question question,
      Supplier<Answer<Page<T>>> ask,
      Function<? super T, B> body,
      PageShape<B, P> shape) {
    return one(question, ask, page -> pageBody(question.request(), page, body, shape));
  }

  /// Asks a view for a list that is short enough to be one page.
  ///
  /// @param body makes the JSON of a row
  /// @param shape makes the JSON of the page
  public <T, B, P> HttpResponse<P> whole(
      Question question,
      Supplier<Answer<List<T>>> ask,
      Function<? super T, B> body,
      PageShape<B, P> shape) {
    return page(
        question,
        () -> ask.get().map(rows -> new Page<>(rows, Optional.empty(), Optional.empty())),
        body,
        shape);
  }

  /// Asks a view for many things at once, each answered on its own; the whole is as fresh as the
  /// least fresh of them.
  ///
  /// @param body names the things
  /// @param read reads their keys from it
  /// @param ask returns an answer for each key, in the order of the keys
  /// @param item makes the JSON of a key and its answer
  /// @param items makes the JSON of all of these, in the order asked
  public <K, T, I, B> HttpResponse<B> many(
      Question question,
      BoundedBody body,
      Function<BoundedBody, List<K>> read,
      Function<List<K>, List<Answer<T>>> ask,
      BiFunction<K, Answer<T>, I> item,
      Function<List<I>, B> items) {
    try (body) {
      List<K> keys = read.apply(body);
      return answered(question, () -> attempt(question, keys, ask.apply(keys), item, items));
    }
  }

  /// Asks a view for what several answers have only together: all of it or nothing, as fresh as the
  /// least fresh of them.
  ///
  /// @param ask returns the answers
  /// @param body makes the JSON of all of them together
  public <T, B> HttpResponse<B> together(
      Question question, Supplier<List<Answer<T>>> ask, Function<List<T>, B> body) {
    return answered(question, () -> attempt(question, ask.get(), body));
  }

  private <T, B> Attempt attempt(
      Question question, List<Answer<T>> answers, Function<List<T>, B> body) {
    return answers.stream()
        .filter(answer -> !(answer instanceof Found<T>))
        .findFirst()
        .map(answer -> attempt(question, answer, Function.identity()))
        .orElseGet(
            () -> {
              List<T> all = answers.stream().flatMap(answer -> rowOf(answer).stream()).toList();
              return Attempt.settled(
                  AnswerBatch.of(answers).withHeaders(found(question, json.of(body.apply(all)))));
            });
  }

  private <K, T, I, B> Attempt attempt(
      Question question,
      List<K> keys,
      List<Answer<T>> answers,
      BiFunction<K, Answer<T>, I> item,
      Function<List<I>, B> items) {
    List<I> all = new ArrayList<>(keys.size());
    for (int at = 0; at < keys.size(); at++) {
      all.add(item.apply(keys.get(at), answers.get(at)));
    }
    return new Attempt(
        AnswerBatch.of(answers).withHeaders(ok(question, json.of(items.apply(all)))),
        answers.stream().anyMatch(AnswerResponses::mayImprove));
  }

  /// The status of a single answer in a batch.
  public static int statusOf(Answer<?> answer) {
    return switch (answer) {
      case Found<?> found -> HttpStatus.OK.getCode();
      case Missing<?> missing -> ProblemType.ABSENT.status().getCode();
      case NotReady<?> refused -> HttpStatus.SERVICE_UNAVAILABLE.getCode();
    };
  }

  /// The row of a single answer in a batch.
  public static <T> Optional<T> rowOf(Answer<T> answer) {
    return answer instanceof Found<T>(T row, Freshness freshness)
        ? Optional.of(row)
        : Optional.empty();
  }

  @SuppressWarnings("unchecked") // B is for /openapi.yml: the body is bytes, or a problem.
  private <B> HttpResponse<B> answered(Question question, Supplier<Attempt> attempt) {
    Attempt last =
        waits
            .ask(
                question.patience().orElse(Duration.ZERO),
                () -> gate.read(attempt).orElseGet(() -> overloaded(question, "are under way")),
                Attempt::mayImprove)
            .orElseGet(() -> overloaded(question, "wait"));
    return (HttpResponse<B>) last.response();
  }

  private <T> Attempt attempt(Question question, Answer<T> answer, Function<? super T, ?> body) {
    return switch (answer) {
      case Found<T>(T row, Freshness freshness) ->
          Attempt.settled(
              RollbookHeaders.with(found(question, json.of(body.apply(row))), freshness));
      case Missing<T>(Freshness freshness) ->
          Attempt.settled(RollbookHeaders.with(absent(question, freshness), freshness));
      case NotReady<T>(Refusal refusal) ->
          rejection(question, refusal)
              .map(event -> Attempt.settled(rejected(question, event)))
              .orElseGet(
                  () ->
                      new Attempt(
                          applied(question, refused(question.request(), refusal)),
                          mayImprove(answer)));
    };
  }

  private static boolean mayImprove(Answer<?> answer) {
    return answer instanceof NotReady<?>(Refusal refusal)
        && switch (refusal.reason()) {
          case NOT_READY, NOT_HERE, STALE, NOT_YET_APPLIED -> true;
          case INCOMPLETE, OVERLOADED -> false;
        };
  }

  /// Why the event will not be received, if that is known. This is not called for an event that was
  /// received after all, because somebody replayed its dead letter.
  private Optional<RejectedEvent> rejection(Question question, Refusal refusal) {
    return switch (refusal.reason()) {
      case NOT_YET_APPLIED -> question.bounds().ifApplied().flatMap(rejected::find);
      case NOT_READY, NOT_HERE, INCOMPLETE, STALE, OVERLOADED -> Optional.empty();
    };
  }

  private static MutableHttpResponse<?> found(Question question, byte[] body) {
    var tag = EntityTag.of(body);
    var headers = question.request().getHeaders();
    MutableHttpResponse<?> response =
        tag.isNamedBy(headers.getAll(HttpHeaders.IF_NONE_MATCH))
            ? applied(question, HttpResponse.notModified())
            : ok(question, body);
    return response.header(HttpHeaders.ETAG, tag.toString());
  }

  private MutableHttpResponse<?> absent(Question question, Freshness freshness) {
    return applied(
        question,
        problems.of(
            question.request(),
            ProblemType.ABSENT,
            "there is none as of " + IsoTime.format(freshness.asOf())));
  }

  private MutableHttpResponse<?> rejected(Question question, RejectedEvent event) {
    return problems.of(
        question.request(),
        ProblemType.EVENT_REJECTED,
        "the event was rejected for %s; its dead letter is %s"
            .formatted(event.cause(), event.letter()));
  }

  private Attempt overloaded(Question question, String what) {
    return Attempt.settled(
        refused(
            question.request(),
            new Refusal(
                Refusal.Reason.OVERLOADED,
                "as many questions " + what + " as this instance takes at once",
                ReadGate.RETRY_AFTER)));
  }

  private MutableHttpResponse<?> refused(HttpRequest<?> request, Refusal refusal) {
    ProblemType type =
        switch (refusal.reason()) {
          case NOT_READY, NOT_HERE -> ProblemType.NOT_READY;
          case INCOMPLETE -> ProblemType.INCOMPLETE;
          case STALE -> ProblemType.STALE;
          case NOT_YET_APPLIED -> ProblemType.NOT_YET_APPLIED;
          case OVERLOADED -> ProblemType.OVERLOADED;
        };
    return problems.unavailable(request, type, refusal.detail(), refusal.retryAfter());
  }

  private <T, B, P> P pageBody(
      HttpRequest<?> request, Page<T> page, Function<? super T, B> body, PageShape<B, P> shape) {
    return shape.of(
        page.rows().stream().<B>map(body).toList(),
        page.next().map(start -> links.to(start, request)).orElse(null),
        page.previous().map(start -> links.to(start, request)).orElse(null));
  }

  private static MutableHttpResponse<byte[]> ok(Question question, byte[] body) {
    return applied(question, HttpResponse.ok(body).contentType(MediaType.APPLICATION_JSON_TYPE));
  }

  /// Names the preferences that were applied (RFC 7240), with the wait as it was limited.
  private static <B> MutableHttpResponse<B> applied(
      Question question, MutableHttpResponse<B> response) {
    String preferences =
        Stream.concat(
                Stream.of("handling=lenient").filter(_ -> question.bounds().lenient()),
                question.patience().stream().map(wait -> "wait=" + wait.toSeconds()))
            .collect(Collectors.joining(", "));
    return preferences.isEmpty()
        ? response
        : response.header(RollbookHeaders.PREFERENCE_APPLIED, preferences);
  }
}
