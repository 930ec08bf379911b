package org.rollbook.runtime.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rollbook.runtime.query.Questions.bytes;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.HostInfo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rollbook.runtime.http.HttpServer;
import org.rollbook.runtime.http.HttpSettings;
import org.rollbook.runtime.query.PageStart.Direction;
import org.rollbook.runtime.query.Refusal.Reason;
import org.rollbook.runtime.rejected.RejectedEvents;

/// One instance asks another over HTTP, with the controller that production has.
class PeerOverHttpTest {

  private static final HttpSettings ANY_PORTS =
      new HttpSettings(
          0,
          0,
          Optional.of("127.0.0.1"),
          Optional.empty(),
          HttpSettings.Security.OFF,
          Duration.ofMinutes(5),
          4);
  private static final Peer.Limits UNHURRIED = new Peer.Limits(1, Duration.ofMinutes(1));
  private static final Freshness FRESHNESS =
      new Freshness(
          Instant.parse("2026-08-20T12:00:00.123456Z"),
          new ServedBy(ServedBy.Role.STANDBY, "there:8201"),
          Optional.of(Instant.EPOCH));
  private static final Told<List<Optional<byte[]>>> TWO_ROWS =
      new Told.Said<>(List.of(Optional.of(bytes("hello")), Optional.empty()), FRESHNESS);
  private static final Told<Page<byte[]>> A_PAGE =
      new Told.Said<>(
          new Page<>(
              List.of(bytes("hello"), bytes("world")),
              Optional.of(new PageStart(Bytes.wrap(bytes("bob")), Direction.AFTER)),
              Optional.empty()),
          FRESHNESS);
  private static final Holder HOLDER = new ScriptedHolder(TWO_ROWS, A_PAGE);

  private final PeerHttp http = new PeerHttp();
  private Optional<HttpServer> server = Optional.empty();

  @AfterEach
  void stop() {
    http.close();
    server.ifPresent(HttpServer::close);
  }

  @Test
  void shouldGetWhatThePeerHasAndHowFreshItIs() {
    serve(HOLDER, Optional.empty());

    assertThat(rows(Optional.empty())).usingRecursiveComparison().isEqualTo(TWO_ROWS);
    assertThat(page(Optional.empty())).usingRecursiveComparison().isEqualTo(A_PAGE);
  }

  @Test
  void shouldHearThatThePeerDoesNotHoldIt() {
    serve(ScriptedHolder.holdingNothing("not here"), Optional.empty());

    assertThat(rows(Optional.empty())).isInstanceOf(Told.NotHeld.class);
    assertThat(page(Optional.empty())).isInstanceOf(Told.NotHeld.class);
  }

  @Test
  void shouldHearWhyThePeerRefuses() {
    var stale = new Refusal(Reason.STALE, "it is too old", Duration.ofSeconds(2));
    serve(ScriptedHolder.refusing(stale), Optional.empty());

    assertThat(rows(Optional.empty())).isEqualTo(new Told.Refused<>(stale));
    assertThat(page(Optional.empty())).isEqualTo(new Told.Refused<>(stale));
  }

  @Test
  void shouldGetSomethingOnlyWithTheSecret() {
    serve(HOLDER, Optional.of("open sesame"));

    assertThat(rows(Optional.empty())).isInstanceOf(Told.Refused.class);
    assertThat(rows(Optional.of("open barley"))).isInstanceOf(Told.Refused.class);
    assertThat(page(Optional.of("open barley"))).isInstanceOf(Told.Refused.class);
    assertThat(rows(Optional.of("open sesame"))).isInstanceOf(Told.Said.class);
  }

  private void serve(Holder holder, Optional<String> secret) {
    server =
        Optional.of(
            HttpServer.start(
                ANY_PORTS, QueryMeters.NONE, RejectedEvents.NONE, new PeerDesk(holder, secret)));
  }

  private Told<List<Optional<byte[]>>> rows(Optional<String> secret) {
    return peer(secret).rows(Questions.rows("ann", "bob"));
  }

  private Told<Page<byte[]>> page(Optional<String> secret) {
    return peer(secret).page(Questions.page("ann"));
  }

  private Peer peer(Optional<String> secret) {
    var address = new HostInfo("127.0.0.1", server.orElseThrow().managementPort());
    return new Peer(address, http, secret, UNHURRIED, Clock.systemUTC());
  }
}
