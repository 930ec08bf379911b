package org.rollbook.runtime.serve.query;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.rollbook.runtime.serve.query.Questions.bytes;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.streams.state.HostInfo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.rollbook.runtime.ingest.MutableClock;
import org.rollbook.runtime.serve.query.BadPeer.Then;
import org.rollbook.runtime.serve.query.Refusal.Reason;
import org.rollbook.runtime.watermark.SourceList;

/// What becomes of peers that are dead, frozen, overloaded, or send nonsense: never an answer.
@Timeout(180)
class PeerTest {

  private static final Duration MOMENT = Duration.ofSeconds(1);
  private static final Duration SHORT = Duration.ofMillis(100);
  private static final Duration LONG = Duration.ofMinutes(10);
  private static final Freshness FRESHNESS =
      new Freshness(
          Instant.EPOCH, new ServedBy(ServedBy.Role.ACTIVE, "there:8201"), Optional.empty());
  private static final PeerCredentials CREDENTIALS =
      new PeerCredentials(() -> Optional.of(BadPeer.IDENTITY), Optional.empty());
  private static final String ONE_ROW =
      new String(
          PeerCodec.bytesOfRows(
              new Answer.Found<>(List.of(Optional.of(bytes("hello"))), FRESHNESS)),
          ISO_8859_1);

  private final MutableClock clock = new MutableClock(Instant.parse("2026-08-20T12:00:00Z"));
  private final PeerHttp http =
      new PeerHttp(
          new NameLookup(InetAddress::getByName),
          new PeerHttp.Timing(
              Duration.ofMinutes(1), Duration.ofSeconds(2), Duration.ofSeconds(30)));

  @AfterEach
  void close() {
    http.close();
  }

  @Test
  void shouldTakeAWholeAnswer() {
    try (var there = BadPeer.answering(200, ONE_ROW.length(), ONE_ROW)) {
      assertThat(ask(peer(there))).isInstanceOf(Answer.Found.class);
    }
  }

  @Test
  void shouldAskElsewhereForAPartitionThatIsNotThere() {
    try (var there = BadPeer.answering(421, 0, "")) {
      assertThat(Questions.reasonOf(ask(peer(there)))).isEqualTo(Reason.NOT_HERE);
    }
  }

  @Test
  void shouldMakeNoAnswerOfAnyOtherStatus() {
    for (int status : new int[] {201, 302, 400, 404, 429, 500, 503}) {
      try (var there = BadPeer.answering(status, ONE_ROW.length(), ONE_ROW)) {
        assertThat(Questions.refusalOf(ask(peer(there))).detail())
            .endsWith("answered with status " + status);
      }
    }
  }

  @Test
  void shouldMakeNoAnswerOfRowsWithAnotherIdentity() {
    for (PeerIdentity other :
        List.of(
            PeerIdentity.of("other", "rollbook-words-v1", 1, BadPeer.SOURCES),
            PeerIdentity.of("cluster", "b-rollbook-words-v1", 1, BadPeer.SOURCES),
            PeerIdentity.of("cluster", "rollbook-words-v1", 2, BadPeer.SOURCES),
            PeerIdentity.of(
                "cluster", "rollbook-words-v1", 1, new SourceList(Set.of("source", "added"))),
            new PeerIdentity(
                "cluster", "rollbook-words-v1", 1, BadPeer.SOURCES.fingerprint(), 1))) {
      try (var there = BadPeer.answering(200, BadPeer.name(other.toString()), ONE_ROW)) {
        assertThat(Questions.refusalOf(ask(peer(there))).detail())
            .endsWith(
                "is another site, topology or release: "
                    + other
                    + " instead of "
                    + BadPeer.IDENTITY);
      }
    }
  }

  /// As every release did before there were identities.
  @Test
  void shouldMakeNoAnswerOfRowsWithoutIdentity() {
    try (var there = BadPeer.answering(200, "", ONE_ROW)) {
      assertThat(Questions.refusalOf(ask(peer(there))).detail())
          .contains("none, as of an older release");
    }
  }

  @Test
  void shouldBackOffFromAPeerThatCannotBeUsed() {
    for (int status : new int[] {200, 401, 421}) {
      try (var there = BadPeer.answering(status, "", ONE_ROW)) {
        Peer peer = peer(there);
        ask(peer);

        assertThat(Questions.refusalOf(ask(peer)).detail()).endsWith("did not answer a moment ago");
        assertThat(there.timesAsked()).isOne();
      }
    }
  }

  @Test
  void shouldReportTheFaultUntilThePeerAnswersWell() {
    try (var there = BadPeer.answering(401, "", "")) {
      String name = name(there.address());
      Peer peer = peer(there);
      assertThat(peer.fault()).isEmpty();
      ask(peer);
      assertThat(peer.fault()).contains(name + " has another ROLLBOOK_PEER_SECRET");

      there.answerWith("");
      clock.advance(MOMENT);
      ask(peer);
      assertThat(peer.fault()).contains(name + " does not answer");

      there.answerWith(BadPeer.response(421, 0, ""));
      clock.advance(MOMENT);
      ask(peer);
      assertThat(peer.fault()).isEmpty();
    }
  }

  @Test
  void shouldAskElsewhereIfTheAddressCannotBeUsed() {
    for (HostInfo address :
        List.of(new HostInfo("127.0.0.1", 70_000), new HostInfo("127.0.0.1", 0))) {
      Peer peer = peer(address, Peer.Limits.STANDARD);

      assertThat(Questions.refusalOf(ask(peer)).detail()).endsWith("does not answer");
      assertThat(peer.fault()).contains(name(address) + " does not answer");
    }
  }

  @Test
  void shouldAskNobodyBeforeItKnowsItsIdentity() {
    try (var there = BadPeer.answering(200, ONE_ROW.length(), ONE_ROW)) {
      var nameless = new PeerCredentials(Optional::empty, Optional.empty());
      var peer = new Peer(there.address(), http, nameless, Peer.Limits.STANDARD, clock);

      assertThat(Questions.refusalOf(ask(peer)).detail())
          .endsWith("while this instance is starting");
      assertThat(there.timesAsked()).isZero();
    }
  }

  @Test
  void shouldMakeNoAnswerOfNonsense() {
    for (String nonsense : List.of("", "<html>", ONE_ROW + "and more")) {
      try (var there = BadPeer.answering(200, nonsense.length(), nonsense)) {
        assertThat(Questions.refusalOf(ask(peer(there))).detail()).contains("is not understood");
      }
    }
  }

  @Test
  void shouldMakeNoAnswerOfAnAnswerThatIsCutOff() {
    String half = ONE_ROW.substring(0, ONE_ROW.length() / 2);
    try (var there = BadPeer.answering(200, ONE_ROW.length(), half)) {
      assertThat(Questions.refusalOf(ask(peer(there))).detail()).endsWith("does not answer");
    }
    try (var there = BadPeer.answering(200, half.length(), half)) {
      assertThat(Questions.refusalOf(ask(peer(there))).detail()).contains("is not understood");
    }
    try (var there = BadPeer.answering(200, Integer.MAX_VALUE, half)) {
      assertThat(Questions.refusalOf(ask(peer(there))).detail()).endsWith("does not answer");
    }
  }

  @Test
  void shouldMakeNoAnswerOfOtherRowsThanWereAskedFor() {
    try (var there = BadPeer.answering(200, ONE_ROW.length(), ONE_ROW)) {
      Answer<List<Optional<byte[]>>> answer = peer(there).rows(Questions.rows("ann", "bob"));

      assertThat(Questions.refusalOf(answer).detail()).contains("is not understood");
    }
  }

  @Test
  void shouldBackOffFromAPeerThatRefusesConnections() {
    var gone = BadPeer.that("", Then.HANGS_UP);
    gone.close();
    Peer peer = peer(gone);

    assertThat(Questions.refusalOf(ask(peer)).detail()).endsWith("does not answer");
    assertThat(Questions.refusalOf(ask(peer)).detail()).endsWith("did not answer a moment ago");
  }

  @Test
  void shouldAskAgainAfterAMoment() {
    try (var there = BadPeer.that("", Then.HANGS_UP)) {
      Peer peer = peer(there);
      assertThat(ask(peer)).isInstanceOf(Answer.NotReady.class);
      assertThat(there.timesAsked()).isOne();

      clock.advance(MOMENT.minusMillis(1));
      assertThat(ask(peer)).isInstanceOf(Answer.NotReady.class);
      assertThat(there.timesAsked()).isZero();

      clock.advance(Duration.ofMillis(1));
      assertThat(ask(peer)).isInstanceOf(Answer.NotReady.class);
      assertThat(there.timesAsked()).isOne();
    }
  }

  @Test
  void shouldNotBackOffFromAPeerThatAnswersWithARefusal() {
    try (var there = BadPeer.answering(503, 0, "")) {
      Peer peer = peer(there);
      ask(peer);
      ask(peer);

      assertThat(there.timesAsked()).isEqualTo(2);
    }
  }

  @Test
  void shouldGiveUpAfterTheDeadlineOnAPeerThatNeverAnswers() {
    assertGivenUpOn("");
  }

  @Test
  void shouldGiveUpAfterTheDeadlineOnAPeerThatFreezesInTheMiddle() {
    assertGivenUpOn("HTTP/1.1 200 OK\r\n");
    assertGivenUpOn(BadPeer.response(200, ONE_ROW.length(), ""));
    assertGivenUpOn(BadPeer.response(200, ONE_ROW.length(), ONE_ROW.substring(0, 3)));
  }

  private void assertGivenUpOn(String beginning) {
    try (var there = BadPeer.that(beginning, Then.FALLS_SILENT)) {
      Peer peer = peer(there, new Peer.Limits(1, SHORT));

      assertThat(Questions.refusalOf(ask(peer)).detail()).endsWith("does not answer");
      assertThat(Questions.refusalOf(ask(peer)).detail()).endsWith("did not answer a moment ago");
    }
  }

  /// More is sent than the sockets between the two can hold, so that our writing does not end.
  @Test
  void shouldGiveUpAfterTheDeadlineOnAPeerThatReadsNothing() {
    try (var there = BadPeer.that("", Then.FALLS_SILENT)) {
      Peer peer = peer(there, new Peer.Limits(1, SHORT));

      Answer<?> answer = peer.rows(Questions.rows("x".repeat(1 << 25)));

      assertThat(Questions.refusalOf(answer).detail()).endsWith("does not answer");
    }
  }

  @Test
  void shouldNotBlameAPeerIfThisProcessStoodStill() {
    Peer peer;
    CompletableFuture<Answer<List<Optional<byte[]>>>> first;
    try (var there = BadPeer.that("", Then.FALLS_SILENT)) {
      peer = peer(there, new Peer.Limits(1, LONG));
      first = CompletableFuture.supplyAsync(() -> ask(peer), Thread::startVirtualThread);
      there.awaitAsked();
      clock.advance(LONG.multipliedBy(3));
    }

    assertThat(Questions.refusalOf(first.join()).detail()).endsWith("does not answer");
    assertThat(Questions.refusalOf(ask(peer)).detail()).endsWith("does not answer");
    assertThat(Questions.refusalOf(ask(peer)).detail()).endsWith("did not answer a moment ago");
  }

  @Test
  void shouldRefuseImmediatelyMoreQuestionsThanAPeerMayHave() {
    CompletableFuture<Answer<List<Optional<byte[]>>>> first;
    try (var there = BadPeer.that("", Then.FALLS_SILENT)) {
      Peer peer = peer(there, new Peer.Limits(1, LONG));
      first = CompletableFuture.supplyAsync(() -> ask(peer), Thread::startVirtualThread);
      there.awaitAsked();

      assertThat(Questions.refusalOf(ask(peer)).reason()).isEqualTo(Reason.OVERLOADED);
      assertThat(first).isNotDone();
    }
    assertThat(Questions.refusalOf(first.join()).reason()).isEqualTo(Reason.NOT_READY);
  }

  @Test
  void shouldEndWhatIsUnderWayWhenClosing() {
    try (var there = BadPeer.that("", Then.FALLS_SILENT)) {
      Peer peer = peer(there);
      var first = CompletableFuture.supplyAsync(() -> ask(peer), Thread::startVirtualThread);
      there.awaitAsked();

      http.close();

      assertThat(Questions.refusalOf(first.join()).detail()).endsWith("does not answer");
    }
  }

  @Test
  void shouldAskNobodyAnyMoreWhenClosed() {
    try (var there = BadPeer.answering(200, ONE_ROW.length(), ONE_ROW)) {
      http.close();

      assertThat(Questions.refusalOf(ask(peer(there))).detail()).endsWith("does not answer");
      assertThat(there.timesAsked()).isZero();
      assertThat(http.connections()).isZero();
    }
  }

  @Test
  void shouldKeepNoConnectionToAPeerThatDoesNotAnswer() {
    try (var there = BadPeer.that("", Then.FALLS_SILENT)) {
      ask(peer(there, new Peer.Limits(1, SHORT)));

      assertThat(http.connections()).isZero();
    }
  }

  @Test
  void shouldNotWaitForANameServiceThatDoesNotAnswer() {
    var never = new CompletableFuture<InetAddress>();
    try (var silent =
        new PeerHttp(new NameLookup(host -> never.join()), PeerHttp.Timing.STANDARD)) {
      var peer =
          new Peer(new HostInfo("there", 1), silent, CREDENTIALS, Peer.Limits.STANDARD, clock);

      assertThat(Questions.refusalOf(ask(peer)).detail()).endsWith("does not answer");
    } finally {
      never.cancel(true);
    }
  }

  @Test
  void shouldReportThatAWaitWasInterrupted() throws InterruptedException {
    try (var there = BadPeer.that("", Then.FALLS_SILENT)) {
      Peer peer = peer(there);
      var answer = new CompletableFuture<Answer<?>>();
      Thread asking = Thread.startVirtualThread(() -> answer.complete(ask(peer)));
      there.awaitAsked();
      asking.interrupt();

      assertThat(Questions.refusalOf(answer.join()).detail()).endsWith("was not waited for");
    }
  }

  @Test
  void shouldNotTakeASecondAnswerForTheNextOne() {
    String answer = BadPeer.kept(200, ONE_ROW.length(), ONE_ROW);
    String other = BadPeer.kept(421, 0, "");
    try (var there = BadPeer.that(answer + other, Then.FALLS_SILENT)) {
      Peer peer = peer(there);

      assertThat(ask(peer)).isInstanceOf(Answer.Found.class);
      assertThat(ask(peer)).isInstanceOf(Answer.Found.class);
      assertThat(there.timesAsked()).isEqualTo(2);
    }
  }

  @Test
  void shouldMakeNoAnswerOfMoreThanThereCanBe() {
    String endless = "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + "x".repeat((64 << 20) + 1);
    try (var there = BadPeer.that(endless, Then.FALLS_SILENT)) {
      assertThat(Questions.refusalOf(ask(peer(there))).detail()).endsWith("does not answer");
    }
  }

  @Test
  void shouldMakeNoAnswerOfWhatIsNotHttp() {
    for (String nonsense :
        List.of(
            "SSH-2.0-OpenSSH_10.0\r\n",
            "HTTP/1.1 OK\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: -7\r\n\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n",
            "HTTP/1.1 200 OK\r\nX: " + "x".repeat(100_000) + "\r\n\r\n",
            "HTTP/1.1 200 OK\r\n" + "X: x\r\n".repeat(10_000) + "\r\n")) {
      try (var there = BadPeer.that(nonsense, Then.HANGS_UP)) {
        assertThat(Questions.refusalOf(ask(peer(there))).detail()).endsWith("does not answer");
      }
    }
  }

  private Peer peer(BadPeer there) {
    return peer(there, new Peer.Limits(1, LONG));
  }

  private Peer peer(BadPeer there, Peer.Limits limits) {
    return peer(there.address(), limits);
  }

  private Peer peer(HostInfo address, Peer.Limits limits) {
    return new Peer(address, http, CREDENTIALS, limits, clock);
  }

  private static String name(HostInfo address) {
    return address.host() + ":" + address.port();
  }

  private static Answer<List<Optional<byte[]>>> ask(Peer peer) {
    return peer.rows(Questions.rows("ann"));
  }
}
