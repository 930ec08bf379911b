package org.rollbook.testkit.watch;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/// Asks for one key continuously, each time at the next instance, and records the longest time in
/// which it could not be read, and the greatest age of the newest answer.
public final class Watch implements Runnable {

  /// The pause after an answer: a shorter outage may go unseen.
  public static final Duration BETWEEN_ANSWERS = Duration.ofMillis(150);

  private static final Duration BEFORE_ASKING_AGAIN = Duration.ofMillis(20);

  /// A client that wants an answer at all times does not wait long for one.
  private static final AnswerTimeout PATIENCE = AnswerTimeout.withOneTry(Duration.ofSeconds(1));

  private final WatchedKey key;
  private final Balancer balancer;
  private final HttpClient http;
  private final Map<String, String> headers;
  private final InstantSource clock;
  private volatile boolean watching = true;
  private volatile Outage longest = Outage.NONE;
  private volatile Optional<Instant> newestAsOf = Optional.empty();
  private volatile Duration longestGap = Duration.ZERO;

  private Optional<Instant> failingSince = Optional.empty();
  private final List<Outage.Refused> story = new ArrayList<>();

  /// A watch that has not begun; [#run()] does the watching.
  ///
  /// @param headers of every request
  public Watch(
      WatchedKey key,
      Balancer balancer,
      HttpClient http,
      Map<String, String> headers,
      InstantSource clock) {
    this.key = key;
    this.balancer = balancer;
    this.http = http;
    this.headers = headers;
    this.clock = clock;
  }

  /// The longest time so far.
  public Outage longest() {
    return longest;
  }

  /// The newest as-of of all answers so far.
  public Optional<Instant> newestAsOf() {
    return newestAsOf;
  }

  /// The greatest age of the newest as-of when the next answer came: it grows while there are no
  /// answers, and while answers do not get newer.
  public Duration longestGap() {
    return longestGap;
  }

  /// Ends [#run()] soon.
  public void stop() {
    watching = false;
  }

  @Override
  public void run() {
    while (watching) {
      Instant askedAt = clock.instant();
      var conversation = new Conversation(balancer, http, headers, PATIENCE, clock);
      Optional<String> failure = failure(conversation);
      if (failure.isEmpty()) {
        receive(conversation.exchanges().getLast());
        end();
        LockSupport.parkNanos(BETWEEN_ANSWERS.toNanos());
      } else if (watching) {
        fail(askedAt, lastAsked(conversation), failure.get());
        LockSupport.parkNanos(BEFORE_ASKING_AGAIN.toNanos());
      }
    }
  }

  private static String lastAsked(Conversation conversation) {
    List<Exchange> exchanges = conversation.exchanges();
    return exchanges.isEmpty() ? "nobody" : exchanges.getLast().instance();
  }

  /// Why there was no answer, if so. Catches everything, since the next question must be asked.
  private Optional<String> failure(Conversation conversation) {
    try {
      var response = conversation.send(HttpRequest.newBuilder(key.address()).build());
      boolean answered = response.headers().firstValue("Rollbook-As-Of").isPresent();
      return answered ? Optional.empty() : Optional.of(described(response));
    } catch (IOException | RuntimeException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      watching = false;
      return Optional.of("interrupted");
    }
  }

  private static String described(HttpResponse<String> response) {
    return "%d %s: %s"
        .formatted(
            response.statusCode(),
            RefusalKind.reasonOf(response.body()),
            RefusalKind.detailOf(response.body()));
  }

  private void receive(Exchange answered) {
    Instant asOf = answered.asOf().orElseThrow();
    Instant before = newestAsOf.orElse(asOf);
    Duration gap = Duration.between(before, answered.answeredAt());
    longestGap = gap.compareTo(longestGap) > 0 ? gap : longestGap;
    newestAsOf = Optional.of(asOf.isAfter(before) ? asOf : before);
  }

  private void fail(Instant askedAt, String instance, String why) {
    Instant since = failingSince.orElse(askedAt);
    failingSince = Optional.of(since);
    add(new Outage.Refused(Duration.between(since, askedAt), instance, why, 1));
    note(since);
  }

  private void add(Outage.Refused refused) {
    for (int i = 0; i < story.size(); i++) {
      if (story.get(i).isLike(refused)) {
        story.set(i, story.get(i).again());
        return;
      }
    }
    story.add(refused);
  }

  private void end() {
    failingSince.ifPresent(this::note);
    failingSince = Optional.empty();
    story.clear();
  }

  /// Updates the outage's duration.
  private void note(Instant since) {
    var outage = new Outage(key.toString(), Duration.between(since, clock.instant()), story);
    longest = outage.isLongerThan(longest) ? outage : longest;
  }
}
