package org.rollbook.runtime.query;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.state.HostInfo;
import org.rollbook.runtime.query.PeerCodec.NotUnderstood;
import org.rollbook.runtime.query.Refusal.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Another instance. One that is dead refuses to connect; one that is frozen is given up on after
/// the deadline. Either is then left alone for a moment, so that only now and then a question pays
/// for finding out.
final class Peer implements Holder {

  private static final Logger LOG = LoggerFactory.getLogger(Peer.class);

  private static final Duration DEADLINE = Duration.ofMillis(800);
  private static final Duration SOON = Duration.ofSeconds(1);
  private static final int QUESTIONS_AT_ONCE = 128;
  private static final int OK = 200;
  private static final int MISDIRECTED = 421;

  private final HostInfo host;
  private final HttpClient http;
  private final Optional<String> secret;
  private final Bulkhead questions = new Bulkhead(QUESTIONS_AT_ONCE);
  private final Avoidance avoidance;

  Peer(HostInfo host, HttpClient http, Optional<String> secret, Clock clock) {
    this.host = host;
    this.http = http;
    this.secret = secret;
    this.avoidance = new Avoidance(clock);
  }

  @Override
  public Told<List<Optional<byte[]>>> rows(RowsQuestion question) {
    return ask("/rows", PeerCodec.bytesOf(question), PeerCodec::rows);
  }

  @Override
  public Told<Page<byte[]>> page(PageQuestion question) {
    return ask("/pages", PeerCodec.bytesOf(question), PeerCodec::page);
  }

  /// Reads what came back.
  private interface Reading<T> {
    Told<T> from(byte[] bytes) throws NotUnderstood;
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
    try {
      HttpResponse<byte[]> response =
          http.send(request(path, question), BodyHandlers.ofByteArray());
      avoidance.answered();
      return told(response, reading);
    } catch (IOException unreachable) {
      avoidance.failed();
      LOG.atDebug().addKeyValue("peer", host).setCause(unreachable).log("A peer does not answer");
      return refused(Reason.NOT_READY, "does not answer");
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return refused(Reason.NOT_READY, "was not waited for");
    }
  }

  private HttpRequest request(String path, byte[] question) {
    var request =
        HttpRequest.newBuilder(
                URI.create("http://" + host.host() + ":" + host.port() + Peers.PATH + path))
            .timeout(DEADLINE)
            .header("Content-Type", "application/octet-stream")
            .POST(HttpRequest.BodyPublishers.ofByteArray(question));
    secret.ifPresent(known -> request.header("Authorization", Peers.SCHEME + known));
    return request.build();
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
    } catch (NotUnderstood wrong) {
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
