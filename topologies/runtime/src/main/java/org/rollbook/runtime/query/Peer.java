package org.rollbook.runtime.query;

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
import org.rollbook.runtime.query.PeerHttp.Response;
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
  private static final int UNAUTHORIZED = 401;
  private static final int MISDIRECTED = 421;
  private static final int STARTING = 503;

  private final HostInfo host;
  private final PeerHttp http;
  private final PeerCredentials credentials;
  private final Limits limits;
  private final Bulkhead questions;
  private final Avoidance avoidance;
  private final RareWarning warnings;
  private final Clock clock;
  private volatile Optional<String> fault = Optional.empty();

  /// How much one peer may cost.
  ///
  /// @param atOnce how many questions may be under way
  /// @param deadline of each
  record Limits(int atOnce, Duration deadline) {

    static final Limits STANDARD = new Limits(128, Duration.ofMillis(800));
  }

  Peer(HostInfo host, PeerHttp http, PeerCredentials credentials, Limits limits, Clock clock) {
    this.host = host;
    this.http = http;
    this.credentials = credentials;
    this.limits = limits;
    this.questions = new Bulkhead(limits.atOnce());
    this.avoidance = new Avoidance(clock);
    this.warnings = new RareWarning(clock);
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

  /// What was wrong with the last answer, in one sentence for an operator; empty if nothing was.
  Optional<String> fault() {
    return fault;
  }

  private <T> Told<T> ask(String path, byte[] question, Reading<T> reading) {
    Optional<String> ours = credentials.identity().get();
    if (ours.isEmpty()) {
      return refused(Reason.NOT_READY, "is not asked while this instance is starting");
    }
    if (!avoidance.mayAsk()) {
      return refused(Reason.NOT_READY, "did not answer a moment ago");
    }
    return questions
        .run(() -> sent(ours.get(), path, question, reading))
        .orElseGet(
            () -> refused(Reason.OVERLOADED, "is asked as much as may be asked at once already"));
  }

  private <T> Told<T> sent(String ours, String path, byte[] question, Reading<T> reading) {
    Instant begun = clock.instant();
    try {
      Response response =
          http.post(host, Peers.PATH + path, headers(ours), question, limits.deadline());
      avoidance.answered();
      return told(ours, response, reading);
    } catch (IOException unreachable) {
      if (Thread.currentThread().isInterrupted()) {
        return refused(Reason.NOT_READY, "was not waited for");
      }
      if (!stoodStillSince(begun)) {
        avoidance.failed();
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

  /// Whether this process was frozen or starved meanwhile: far more has passed than it waits for.
  private boolean stoodStillSince(Instant begun) {
    return clock.instant().isAfter(begun.plus(limits.deadline().multipliedBy(2)));
  }

  /// Who does not know the secret does not say who it is; of anybody else nothing counts before it
  /// has said that it is the one that was meant.
  private <T> Told<T> told(String ours, Response response, Reading<T> reading) {
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
      case MISDIRECTED -> well(new Told.NotHeld<>(name() + " does not hold it"));
      default -> faulty("answered with status " + status);
    };
  }

  private <T> Told<T> understood(byte[] body, Reading<T> reading) {
    try {
      return well(reading.from(body));
    } catch (DecodeException wrong) {
      LOG.atDebug().addKeyValue("peer", host).setCause(wrong).log("A peer is not understood");
      return faulty("is not understood; is it of another release?");
    }
  }

  private <T> Told<T> well(Told<T> told) {
    if (fault.isPresent()) {
      fault = Optional.empty();
    }
    return told;
  }

  /// It has nothing for us, whatever is asked.
  private <T> Told<T> unusable(String what) {
    avoidance.failed();
    return faulty(what);
  }

  private <T> Told<T> faulty(String what) {
    Optional<String> now = Optional.of(name() + " " + what);
    if (!now.equals(fault) && warnings.isDue(what)) {
      LOG.atWarn().addKeyValue("peer", name()).log("A peer cannot be used: it {}", what);
    }
    fault = now;
    return refused(Reason.NOT_READY, what);
  }

  private <T> Told<T> refused(Reason reason, String what) {
    return new Told.Refused<>(new Refusal(reason, name() + " " + what, SOON));
  }

  private String name() {
    return host.host() + ":" + host.port();
  }
}
