package org.rollbook.runtime.http;

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
import org.rollbook.runtime.query.Answer;
import org.rollbook.runtime.query.Answer.Found;
import org.rollbook.runtime.query.Answer.Missing;
import org.rollbook.runtime.query.Answer.NotReady;
import org.rollbook.runtime.query.Freshness;
import org.rollbook.runtime.query.Page;
import org.rollbook.runtime.query.Refusal;
import org.rollbook.runtime.rejected.RejectedEvent;
import org.rollbook.runtime.rejected.RejectedEvents;

/// How an answer becomes a response: every case faced, once, for every view.
///
/// The responses are of what a client reads when all is well, for the sake of `/openapi.yml`. They
/// hold its JSON as bytes already, since their entity tags are of what is sent.
@Singleton
public final class Replies {

  private final Problems problems;
  private final PageLinks links;
  private final ReadGate gate;
  private final Waits waits;
  private final RejectedEvents rejected;
  private final JsonBytes json;

  /// What asking once came to.
  ///
  /// @param mayImprove whether the reply may be a better one a moment later
  private record Attempt(HttpResponse<?> reply, boolean mayImprove) {

    static Attempt settled(HttpResponse<?> reply) {
      return new Attempt(reply, false);
    }
  }

  Replies(
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
  /// @param body what the thing looks like in JSON
  public <T, B> HttpResponse<B> one(
      Question question, Supplier<Answer<T>> ask, Function<? super T, B> body) {
    return answered(question, () -> attempt(question, ask.get(), body));
  }

  /// Asks a view for one page of a list.
  ///
  /// @param body what a row of it looks like in JSON
  /// @param shape what the page looks like in JSON
  public <T, B, P> HttpResponse<P> page(
      Question question,
      Supplier<Answer<Page<T>>> ask,
      Function<? super T, B> body,
      PageShape<B, P> shape) {
    return one(question, ask, page -> pageBody(question.request(), page, body, shape));
  }

  /// Asks a view for a list that is short enough to be one page.
  ///
  /// @param body what a row of it looks like in JSON
  /// @param shape what the page looks like in JSON
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
  /// @param body says for which things
  /// @param read gives their keys
  /// @param ask gives an answer for each key, in the order of the keys
  /// @param item what a key and its answer look like in JSON
  /// @param items what all of these, in the order asked, look like in JSON
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
        Together.of(answers).tell(ok(question, json.of(items.apply(all)))),
        answers.stream().anyMatch(Replies::mayImprove));
  }

  /// What an answer of many says by itself.
  public static int statusOf(Answer<?> answer) {
    return switch (answer) {
      case Found<?> found -> HttpStatus.OK.getCode();
      case Missing<?> missing -> ProblemType.ABSENT.status().getCode();
      case NotReady<?> refused -> HttpStatus.SERVICE_UNAVAILABLE.getCode();
    };
  }

  /// What an answer of many found.
  public static <T> Optional<T> rowOf(Answer<T> answer) {
    return answer instanceof Found<T>(T row, Freshness freshness)
        ? Optional.of(row)
        : Optional.empty();
  }

  @SuppressWarnings("unchecked") // B is for /openapi.yml: there are bytes in it, or a problem.
  private <B> HttpResponse<B> answered(Question question, Supplier<Attempt> attempt) {
    Attempt last =
        waits
            .ask(
                question.patience().orElse(Duration.ZERO),
                () -> gate.read(attempt).orElseGet(() -> overloaded(question, "are under way")),
                Attempt::mayImprove)
            .orElseGet(() -> overloaded(question, "wait"));
    return (HttpResponse<B>) last.reply();
  }

  private <T> Attempt attempt(Question question, Answer<T> answer, Function<? super T, ?> body) {
    return switch (answer) {
      case Found<T>(T row, Freshness freshness) ->
          Attempt.settled(
              RollbookHeaders.tell(found(question, json.of(body.apply(row))), freshness));
      case Missing<T>(Freshness freshness) ->
          Attempt.settled(RollbookHeaders.tell(absent(question, freshness), freshness));
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
          case NOT_READY, STALE, NOT_YET_APPLIED -> true;
          case INCOMPLETE, OVERLOADED -> false;
        };
  }

  /// Why the event will not be heard, if that is known. One that was heard after all (somebody
  /// replayed its dead letter) does not come here.
  private Optional<RejectedEvent> rejection(Question question, Refusal refusal) {
    return switch (refusal.reason()) {
      case NOT_YET_APPLIED -> question.bounds().ifApplied().flatMap(rejected::find);
      case NOT_READY, INCOMPLETE, STALE, OVERLOADED -> Optional.empty();
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
          case NOT_READY -> ProblemType.NOT_READY;
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

  /// Tells which preferences were heeded (RFC 7240), and how long a wait was taken for.
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
