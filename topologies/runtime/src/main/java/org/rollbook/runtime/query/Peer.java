package org.rollbook.runtime.query;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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
  private static final int MISDIRECTED = 421;

  private final HostInfo host;
  private final PeerHttp http;
  private final Optional<String> authorization;
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

  Peer(HostInfo host, PeerHttp http, Optional<String> secret, Limits limits, Clock clock) {
    this.host = host;
    this.http = http;
    this.authorization = secret.map(known -> Peers.SCHEME + known);
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
    try {
      Response response =
          http.post(host, Peers.PATH + path, authorization, question, limits.deadline());
      avoidance.answered();
      return told(response, reading);
    } catch (IOException unreachable) {
      if (Thread.currentThread().isInterrupted()) {
        return refused(Reason.NOT_READY, "was not waited for");
      }
      if (!stoodStillSince(begun)) {
        avoidance.failed();
      }
      LOG.atDebug().addKeyValue("peer", host).setCause(unreachable).log("A peer does not answer");
      return refused(Reason.NOT_READY, "does not answer");
    }
  }

  /// Whether this process was frozen or starved meanwhile: far more has passed than it waits for.
  private boolean stoodStillSince(Instant begun) {
    return clock.instant().isAfter(begun.plus(limits.deadline().multipliedBy(2)));
  }

  private <T> Told<T> told(Response response, Reading<T> reading) {
    int status = response.status();
    return switch (status) {
      case OK -> understood(response.body().get(), reading);
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
