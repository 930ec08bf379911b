package org.rollbook.runtime.serve.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rollbook.runtime.serve.query.Questions.bytes;

import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.HostInfo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rollbook.runtime.ingest.rejected.RejectedEvents;
import org.rollbook.runtime.serve.HttpServer;
import org.rollbook.runtime.serve.http.HttpSettings;
import org.rollbook.runtime.serve.query.PageStart.Direction;
import org.rollbook.runtime.serve.query.Refusal.Reason;
import org.rollbook.runtime.time.BrokerTimes;
import org.rollbook.runtime.watermark.SourceList;
import org.rollbook.testkit.web.Web;

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
  private static final Answer<List<Optional<byte[]>>> TWO_ROWS =
      new Answer.Found<>(List.of(Optional.of(bytes("hello")), Optional.empty()), FRESHNESS);
  private static final Answer<Page<byte[]>> A_PAGE =
      new Answer.Found<>(
          new Page<>(
              List.of(bytes("hello"), bytes("world")),
              Optional.of(new PageStart(Bytes.wrap(bytes("bob")), Direction.AFTER)),
              Optional.empty()),
          FRESHNESS);
  private static final ReplicaReader READER = new ScriptedReplicaReader(TWO_ROWS, A_PAGE);

  private final PeerHttp http =
      new PeerHttp(
          new NameLookup(InetAddress::getByName),
          new PeerHttp.Timing(
              Duration.ofMinutes(1), Duration.ofSeconds(2), Duration.ofSeconds(30)));
  private final Bulkhead gate = new Bulkhead(1);
  private Optional<HttpServer> server = Optional.empty();

  @AfterEach
  void stop() {
    http.close();
    server.ifPresent(HttpServer::close);
  }

  @Test
  void shouldGetWhatThePeerHasAndHowFreshItIs() {
    serve(READER, Optional.empty());

    assertThat(rows(Optional.empty())).usingRecursiveComparison().isEqualTo(TWO_ROWS);
    assertThat(page(Optional.empty())).usingRecursiveComparison().isEqualTo(A_PAGE);
  }

  @Test
  void shouldReceiveThatThePeerDoesNotHaveIt() {
    serve(ScriptedReplicaReader.holdingNothing("not here"), Optional.empty());

    assertThat(Questions.reasonOf(rows(Optional.empty()))).isEqualTo(Reason.NOT_HERE);
    assertThat(Questions.reasonOf(page(Optional.empty()))).isEqualTo(Reason.NOT_HERE);
  }

  @Test
  void shouldReceiveWhyThePeerRefuses() {
    var stale = new Refusal(Reason.STALE, "it is too old", Duration.ofSeconds(2));
    serve(ScriptedReplicaReader.refusing(stale), Optional.empty());

    assertThat(rows(Optional.empty())).isEqualTo(new Answer.NotReady<>(stale));
    assertThat(page(Optional.empty())).isEqualTo(new Answer.NotReady<>(stale));
  }

  @Test
  void shouldBeRefusedImmediatelyWhileThePeerAnswersAsManyAsItTakesAtOnce() {
    serve(READER, Optional.empty());

    Optional<Answer<List<Optional<byte[]>>>> refused = gate.run(() -> rows(Optional.empty()));

    assertThat(Questions.reasonOf(refused.orElseThrow())).isEqualTo(Reason.OVERLOADED);
    assertThat(rows(Optional.empty())).isInstanceOf(Answer.Found.class);
  }

  @Test
  void shouldGetSomethingOnlyWithTheSecret() {
    serve(READER, Optional.of("open sesame"));

    assertThat(rows(Optional.empty())).isInstanceOf(Answer.NotReady.class);
    assertThat(rows(Optional.of("open barley"))).isInstanceOf(Answer.NotReady.class);
    assertThat(page(Optional.of("open barley"))).isInstanceOf(Answer.NotReady.class);
    assertThat(rows(Optional.of("open sesame"))).isInstanceOf(Answer.Found.class);
  }

  /// Each of the four parts of an identity: another cluster, site, topology and release.
  @Test
  void shouldGetNothingFromAPeerWithAnotherIdentity() {
    serve(READER, Optional.empty());

    for (PeerIdentity other :
        List.of(
            PeerIdentity.of("other", "rollbook-words-v1", 1, BadPeer.SOURCES),
            PeerIdentity.of("cluster", "b-rollbook-words-v1", 1, BadPeer.SOURCES),
            PeerIdentity.of("cluster", "rollbook-words-v1", 2, BadPeer.SOURCES),
            PeerIdentity.of(
                "cluster", "rollbook-words-v1", 1, new SourceList(Set.of("source", "added"))),
            new PeerIdentity(
                "cluster", "rollbook-words-v1", 1, BadPeer.SOURCES.fingerprint(), 99))) {
      Peer asker = peer(new PeerCredentials(() -> Optional.of(other.toString()), Optional.empty()));

      assertThat(asker.rows(Questions.rows("ann", "bob")))
          .isInstanceOfSatisfying(
              Answer.NotReady.class,
              refused ->
                  assertThat(refused.refusal().detail())
                      .contains(BadPeer.IDENTITY + " instead of " + other));
      assertThat(asker.fault()).isPresent();
    }
  }

  /// As in a rolling upgrade that changes the protocol: the owner already has the next release.
  @Test
  void shouldReadFromTheStandbyWhatAPeerOfAnotherReleaseOwns() {
    serve(READER, Optional.empty());
    var before =
        new PeerIdentity("cluster", "rollbook-words-v1", 1, BadPeer.SOURCES.fingerprint(), 1)
            .toString();
    Peer owner = peer(new PeerCredentials(() -> Optional.of(before), Optional.empty()));
    var locations = new OwnerThere(new HostInfo("owner", 1));
    List<Optional<byte[]>> rows = List.of(Optional.of(bytes("from here")));
    var standby = new ScriptedReplicaReader(new Answer.Found<>(rows, FRESHNESS), A_PAGE);
    var reader =
        new PartitionReader(
            locations,
            standby,
            any -> owner,
            BrokerTimes.agreeingWith(Clock.systemUTC()),
            Clock.systemUTC());

    assertThat(reader.ask("words", "words", 0, replica -> replica.rows(Questions.rows("ann"))))
        .isEqualTo(new Answer.Found<>(rows, FRESHNESS));
  }

  /// The owner is a peer, and here is a standby.
  private record OwnerThere(HostInfo owner) implements PartitionLocations {

    @Override
    public Stream<PartitionLocation> locations(String view, String store, int partition) {
      return Stream.of(new PartitionLocation.There(owner), new PartitionLocation.Here());
    }

    @Override
    public List<HostInfo> others() {
      return List.of(owner);
    }
  }

  @Test
  void shouldAnswer421ToAnAskerWithoutIdentity() {
    serve(READER, Optional.empty());

    try (var web = new Web(server.orElseThrow().managementPort())) {
      assertThat(
              web.raw(
                  """
                  POST /internal/v1/rows HTTP/1.1\r
                  Host: here\r
                  Content-Type: application/octet-stream\r
                  Content-Length: 1\r
                  Connection: close\r
                  \r
                  x\
                  """))
          .startsWith("HTTP/1.1 421 ")
          .contains("Rollbook-Peer: " + BadPeer.IDENTITY)
          .endsWith("this is " + BadPeer.IDENTITY + ", not none");
    }
  }

  @Test
  void shouldAnswerNobodyBeforeItKnowsItsIdentity() {
    serve(READER, new PeerCredentials(Optional::empty, Optional.empty()));

    Peer asker = peer(Optional.empty());
    assertThat(asker.rows(Questions.rows("ann", "bob")))
        .isInstanceOfSatisfying(
            Answer.NotReady.class,
            refused -> assertThat(refused.refusal().detail()).endsWith("is starting"));
    assertThat(asker.fault()).isEmpty();
  }

  private void serve(ReplicaReader reader, Optional<String> secret) {
    serve(reader, credentials(secret));
  }

  private void serve(ReplicaReader reader, PeerCredentials credentials) {
    server =
        Optional.of(
            HttpServer.start(
                ANY_PORTS,
                QueryMeters.NONE,
                RejectedEvents.NONE,
                new PeerEndpoint(reader, credentials, gate, Clock.systemUTC())));
  }

  private static PeerCredentials credentials(Optional<String> secret) {
    return new PeerCredentials(() -> Optional.of(BadPeer.IDENTITY), secret);
  }

  private Answer<List<Optional<byte[]>>> rows(Optional<String> secret) {
    return peer(secret).rows(Questions.rows("ann", "bob"));
  }

  private Answer<Page<byte[]>> page(Optional<String> secret) {
    return peer(secret).page(Questions.page("ann"));
  }

  private Peer peer(Optional<String> secret) {
    return peer(credentials(secret));
  }

  private Peer peer(PeerCredentials credentials) {
    var address = new HostInfo("127.0.0.1", server.orElseThrow().managementPort());
    return new Peer(address, http, credentials, UNHURRIED, Clock.systemUTC());
  }
}
