package org.rollbook.runtime.query;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.streams.state.HostInfo;
import org.rollbook.model.avro.DecodeException;
import org.rollbook.runtime.query.Refusal.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Another instance. One that is dead refuses to connect; one that is frozen is given up on after
/// the deadline. Either is then left alone for a moment, so that only now and then a question pays
/// for finding out. It is not blamed for what passes while this process stands still itself.
final class Peer implements Holder {

  private static final Logger LOG = LoggerFactory.getLogger(Peer.class);

  private static final Duration SOON = Duration.ofSeconds(1);
  private static final int OK = 200;
  private static final int MISDIRECTED = 421;

  private final HostInfo host;
  private final HttpClient http;
  private final Optional<String> secret;
  private final Limits limits;
  private final Bulkhead questions;
  private final Avoidance avoidance;
  private final Clock clock;

  /// How much one peer may cost.
  ///
  /// @param atOnce how many questions may be under way
  /// @param deadline of each
  record Limits(int atOnce, Duration deadline) {

    static final Limits STANDARD = new Limits(128, Duration.ofMillis(800));
  }

  Peer(HostInfo host, HttpClient http, Optional<String> secret, Limits limits, Clock clock) {
    this.host = host;
    this.http = http;
    this.secret = secret;
    this.limits = limits;
    this.questions = new Bulkhead(limits.atOnce());
    this.avoidance = new Avoidance(clock);
    this.clock = clock;
  }

  @Override
  public Told<List<Optional<byte[]>>> rows(RowsQuestion question) {
    int count = question.keys().size();
    return ask("/rows", PeerCodec.bytesOf(question), bytes -> PeerCodec.rows(bytes, count));
  }

  @Override
  public Told<Page<byte[]>> page(PageQuestion question) {
    return ask("/pages", PeerCodec.bytesOf(question), PeerCodec::page);
  }

  /// Reads what came back.
  private interface Reading<T> {
    Told<T> from(byte[] bytes) throws DecodeException;
  }

  private <T> Told<T> ask(String path, byte[] question, Reading<T> reading) {
    if (!avoidance.mayAsk()) {
      return refused(Reason.NOT_READY, "did not answer a moment ago");
    }
    return questions
        .run(() -> sent(path, question, reading))
        .orElseGet(
            () -> refused(Reason.OVERLOADED, "is asked as much as may be asked at once already"));
  }

  private <T> Told<T> sent(String path, byte[] question, Reading<T> reading) {
    Instant begun = clock.instant();
    CompletableFuture<HttpResponse<byte[]>> sending =
        http.sendAsync(request(path, question), BodyHandlers.ofByteArray());
    try {
      HttpResponse<byte[]> response = sending.get(limits.deadline().toMillis(), MILLISECONDS);
      avoidance.answered();
      return told(response, reading);
    } catch (ExecutionException | TimeoutException unreachable) {
      if (!stoodStillSince(begun)) {
        avoidance.failed();
      }
      LOG.atDebug().addKeyValue("peer", host).setCause(unreachable).log("A peer does not answer");
      return refused(Reason.NOT_READY, "does not answer");
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return refused(Reason.NOT_READY, "was not waited for");
    } finally {
      // Who freezes in the middle of an answer keeps no connection and no thread.
      sending.cancel(true);
    }
  }

  /// Whether this process was frozen or starved meanwhile: far more has passed than it waits for.
  private boolean stoodStillSince(Instant begun) {
    return clock.instant().isAfter(begun.plus(limits.deadline().multipliedBy(2)));
  }

  private HttpRequest request(String path, byte[] question) {
    var request =
        HttpRequest.newBuilder(address(path))
            .header("Content-Type", "application/octet-stream")
            .POST(HttpRequest.BodyPublishers.ofByteArray(question));
    secret.ifPresent(known -> request.header("Authorization", Peers.SCHEME + known));
    return request.build();
  }

  /// With brackets around an IPv6 address, which Kafka takes off.
  private URI address(String path) {
    try {
      return new URI("http", null, host.host(), host.port(), Peers.PATH + path, null, null);
    } catch (URISyntaxException noHost) {
      throw new IllegalArgumentException("not an address of a peer: " + host, noHost);
    }
  }

  private <T> Told<T> told(HttpResponse<byte[]> response, Reading<T> reading) {
    int status = response.statusCode();
    return switch (status) {
      case OK -> understood(response.body(), reading);
      case MISDIRECTED -> new Told.NotHeld<>(name() + " does not hold it");
      default -> {
        LOG.atWarn().addKeyValue("peer", host).addKeyValue("status", status).log("A peer refuses");
        yield refused(Reason.NOT_READY, "answered with status " + status);
      }
    };
  }

  private <T> Told<T> understood(byte[] body, Reading<T> reading) {
    try {
      return reading.from(body);
    } catch (DecodeException wrong) {
      LOG.atWarn().addKeyValue("peer", host).setCause(wrong).log("A peer is not understood");
      return refused(Reason.NOT_READY, "is not understood; is it of another release?");
    }
  }

  private <T> Told<T> refused(Reason reason, String what) {
    return new Told.Refused<>(new Refusal(reason, name() + " " + what, SOON));
  }

  private String name() {
    return host.host() + ":" + host.port();
  }
}
