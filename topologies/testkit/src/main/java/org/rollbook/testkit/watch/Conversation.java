package org.rollbook.testkit.watch;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.rollbook.model.event.IsoTime;
import org.rollbook.testkit.sample.Sender;

/// The requests of one read, each sent to the next instance in rotation, so that the second page of
/// a list is requested from another instance than the first.
///
/// An instance that is down and refuses or loses a connection is skipped, as by a load balancer;
/// the caller does not notice. If an instance does not answer in time, the request goes to another
/// one, which the caller notices by the time it takes: all requests are reads, and may be sent
/// twice. One thread.
public final class Conversation implements Sender {

  private final Balancer balancer;
  private final HttpClient http;
  private final Map<String, String> headers;
  private final AnswerTimeout timeout;
  private final InstantSource clock;
  private final List<Exchange> exchanges = new ArrayList<>(1);

  /// A conversation without any exchange yet.
  ///
  /// @param headers of every request
  public Conversation(
      Balancer balancer,
      HttpClient http,
      Map<String, String> headers,
      AnswerTimeout timeout,
      InstantSource clock) {
    this.balancer = balancer;
    this.http = http;
    this.headers = headers;
    this.timeout = timeout;
    this.clock = clock;
  }

  /// All requests so far, in order.
  public List<Exchange> exchanges() {
    return exchanges;
  }

  @Override
  public HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    Set<Backend> tried = new HashSet<>();
    Instant begun = clock.instant();
    while (true) {
      Instant askedAt = clock.instant();
      Optional<Backend> next = balancer.next(tried);
      if (next.isEmpty()) {
        exchanges.add(unanswered("nobody", askedAt));
        throw new ConnectException("no instance is ready; " + balancer.absences());
      }
      Backend backend = next.get();
      try {
        HttpRequest sent = to(backend, request, timeout.left(Duration.between(begun, askedAt)));
        HttpResponse<String> response = http.send(sent, BodyHandlers.ofString());
        exchanges.add(answered(backend, askedAt, response));
        return response;
      } catch (HttpTimeoutException e) {
        exchanges.add(unanswered(backend.name(), askedAt));
        if (timeout.isOver(Duration.between(begun, clock.instant()))) {
          throw e;
        }
        balancer.refusedBy(backend, e);
        tried.add(backend);
      } catch (IOException e) {
        balancer.refusedBy(backend, e);
        if (!backend.down().getAsBoolean()) {
          exchanges.add(unanswered(backend.name(), askedAt));
          throw e;
        }
        tried.add(backend);
      }
    }
  }

  private HttpRequest to(Backend backend, HttpRequest request, Duration left) {
    var sent =
        HttpRequest.newBuilder(request, (name, value) -> true)
            .uri(backend.addressOf(request.uri()))
            .timeout(left);
    headers.forEach(sent::setHeader);
    return sent.build();
  }

  private Exchange answered(Backend backend, Instant askedAt, HttpResponse<String> response) {
    return new Exchange(
        backend.name(),
        askedAt,
        clock.instant(),
        Optional.of(response.statusCode()),
        response.headers().firstValue("Rollbook-As-Of").map(IsoTime::parse),
        response.headers().firstValue("Rollbook-Served-By"),
        response.headers().firstValue("Rollbook-Complete-Since").isPresent());
  }

  private Exchange unanswered(String instance, Instant askedAt) {
    return new Exchange(
        instance,
        askedAt,
        clock.instant(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false);
  }
}
