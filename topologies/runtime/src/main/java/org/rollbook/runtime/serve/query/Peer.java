package org.rollbook.runtime.serve.query;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.kafka.streams.state.HostInfo;
import org.rollbook.model.avro.DecodeException;
import org.rollbook.runtime.serve.query.PeerHttp.Response;
import org.rollbook.runtime.serve.query.Refusal.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Another instance. A dead one refuses to connect; a frozen one is given up on after the deadline.
/// In both cases a circuit breaker stops questions to it for a moment, so that only few questions
/// pay for finding out. A peer is not blamed for the time in which this process itself stood still.
final class Peer implements ReplicaReader {

  private static final Logger LOG = LoggerFactory.getLogger(Peer.class);

  private static final int OK = 200;
  private static final int UNAUTHORIZED = 401;
  private static final int MISDIRECTED = 421;
  private static final int STARTING = 503;

  private final HostInfo host;
  private final PeerHttp http;
  private final PeerCredentials credentials;
  private final Limits limits;
  private final Bulkhead questions;
  private final CircuitBreaker breaker;
  private final RareWarning warnings;
  private final Clock clock;
  private volatile Optional<String> fault = Optional.empty();

  /// The limits for one peer.
  ///
  /// @param atOnce how many questions may be under way
  /// @param deadline for each question
  record Limits(int atOnce, Duration deadline) {

    static final Limits STANDARD = new Limits(128, Duration.ofMillis(800));
  }

  Peer(HostInfo host, PeerHttp http, PeerCredentials credentials, Limits limits, Clock clock) {
    this.host = host;
    this.http = http;
    this.credentials = credentials;
    this.limits = limits;
    this.questions = new Bulkhead(limits.atOnce());
    this.breaker = new CircuitBreaker(clock);
    this.warnings = new RareWarning(clock);
    this.clock = clock;
  }

  @Override
  public Answer<List<Optional<byte[]>>> rows(RowsQuestion question) {
    int count = question.keys().size();
    return ask("/rows", PeerCodec.bytesOf(question), bytes -> PeerCodec.rows(bytes, count));
  }

  @Override
  public Answer<Page<byte[]>> page(PageQuestion question) {
    return ask("/pages", PeerCodec.bytesOf(question), PeerCodec::page);
  }

  @Override
  public Answer<BucketsRead> buckets(BucketsQuestion question) {
    return ask("/buckets", PeerCodec.bytesOf(question), PeerCodec::buckets);
  }

  /// Decodes the body of a response.
  private interface Reading<T> {
    Answer<T> from(byte[] bytes) throws DecodeException;
  }

  /// What was wrong with the last answer, in one sentence for an operator; empty if nothing was.
  Optional<String> fault() {
    return fault;
  }

  private <T> Answer<T> ask(String path, byte[] question, Reading<T> reading) {
    Optional<String> ours = credentials.identity().get();
    if (ours.isEmpty()) {
      return refused(Reason.NOT_READY, "is not asked while this instance is starting");
    }
    if (!breaker.mayAsk()) {
      return refused(Reason.NOT_READY, "did not answer a moment ago");
    }
    return questions
        .run(() -> sent(ours.get(), path, question, reading))
        .orElseGet(
            () -> refused(Reason.OVERLOADED, "has as many questions under way as it may have"));
  }

  private <T> Answer<T> sent(String ours, String path, byte[] question, Reading<T> reading) {
    Instant begun = clock.instant();
    try {
      Response response =
          http.post(host, Peers.PATH + path, headers(ours), question, limits.deadline());
      breaker.answered();
      return answer(ours, response, reading);
    } catch (IOException unreachable) {
      if (Thread.currentThread().isInterrupted()) {
        return refused(Reason.NOT_READY, "was not waited for");
      }
      if (!stoodStillSince(begun)) {
        breaker.failed();
        fault = Optional.of(name() + " does not answer");
      }
      LOG.atDebug().addKeyValue("peer", host).setCause(unreachable).log("A peer does not answer");
      return refused(Reason.NOT_READY, "does not answer");
    }
  }

  private Map<String, String> headers(String ours) {
    return credentials
        .authorization()
        .map(known -> Map.of(HttpHeaders.AUTHORIZATION, known, PeerIdentity.HEADER, ours))
        .orElseGet(() -> Map.of(PeerIdentity.HEADER, ours));
  }

  /// Whether this process was frozen or starved meanwhile: far more time has passed than it waits
  /// for.
  private boolean stoodStillSince(Instant begun) {
    return clock.instant().isAfter(begun.plus(limits.deadline().multipliedBy(2)));
  }

  /// A peer that does not know the secret names no identity. From any other peer nothing counts
  /// before it has named the identity that was meant.
  private <T> Answer<T> answer(String ours, Response response, Reading<T> reading) {
    int status = response.status();
    if (status == UNAUTHORIZED) {
      return unusable("has another ROLLBOOK_PEER_SECRET");
    }
    if (status == STARTING && response.identity().isEmpty()) {
      return refused(Reason.NOT_READY, "is starting");
    }
    if (!response.identity().equals(Optional.of(ours))) {
      String theirs = response.identity().orElse("none, as of an older release");
      return unusable("is another site, topology or release: " + theirs + " instead of " + ours);
    }
    return switch (status) {
      case OK -> understood(response.body().get(), reading);
      case MISDIRECTED -> well(Answer.notNow(Reason.NOT_HERE, name() + " does not have it"));
      default -> faulty("answered with status " + status);
    };
  }

  private <T> Answer<T> understood(byte[] body, Reading<T> reading) {
    try {
      return well(reading.from(body));
    } catch (DecodeException wrong) {
      LOG.atDebug().addKeyValue("peer", host).setCause(wrong).log("A peer is not understood");
      return faulty("is not understood; is it of another release?");
    }
  }

  private <T> Answer<T> well(Answer<T> answer) {
    if (fault.isPresent()) {
      fault = Optional.empty();
    }
    return answer;
  }

  /// The peer is of no use, whatever the question is.
  private <T> Answer<T> unusable(String what) {
    breaker.failed();
    return faulty(what);
  }

  private <T> Answer<T> faulty(String what) {
    Optional<String> now = Optional.of(name() + " " + what);
    if (!now.equals(fault) && warnings.isDue(what)) {
      LOG.atWarn().addKeyValue("peer", name()).log("A peer cannot be used: it {}", what);
    }
    fault = now;
    return refused(Reason.NOT_READY, what);
  }

  private <T> Answer<T> refused(Reason reason, String what) {
    return Answer.notNow(reason, name() + " " + what);
  }

  private String name() {
    return host.host() + ":" + host.port();
  }
}
