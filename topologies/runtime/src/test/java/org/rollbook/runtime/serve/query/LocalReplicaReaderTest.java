package org.rollbook.runtime.serve.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.rollbook.runtime.serve.query.Questions.FIVE_MINUTES;
import static org.rollbook.runtime.serve.query.Questions.bytes;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rollbook.model.avro.AvroBytes;
import org.rollbook.runtime.journal.TextCodec;
import org.rollbook.runtime.serve.query.Refusal.Reason;
import org.rollbook.runtime.time.BrokerTimes;
import org.rollbook.runtime.view.AsOfRow;
import org.rollbook.runtime.view.LiveTasks;
import org.rollbook.runtime.view.Replicas;
import org.rollbook.runtime.view.StoreSpec;
import org.rollbook.runtime.watermark.AsOf;
import org.rollbook.runtime.watermark.SourceList;
import org.rollbook.runtime.watermark.SourcePartition;
import org.rollbook.runtime.watermark.Watermark;

/// What an instance answers from its replicas, to right and wrong questions. Of two partitions,
/// `ann` and `bob` are in the first, and `dan` is in the second.
class LocalReplicaReaderTest {

  private static final PeerEndpoint.Asker PEER =
      new PeerEndpoint.Asker(Optional.empty(), Optional.of("here"));

  private static final Instant NOW = Instant.parse("2026-08-20T12:00:00Z");
  private static final SourcePartition SOURCE = new SourcePartition("source", 0);
  private static final SourceList SOURCES = new SourceList(Set.of("source"));
  private static final StoreSpec<String> WORDS = new StoreSpec<>("words", new TextCodec());

  private final Map<Integer, SortedReplica> replicas = new HashMap<>();
  private final LocalReplicaReader reader = reader();

  @BeforeEach
  void open() {
    open(0, NOW.minusSeconds(1));
    open(1, NOW.minusSeconds(1));
  }

  @Test
  void shouldNotAnswerForRowsOfAnotherPartitionThanTheAskerNames() {
    assertThat(reader.rows(Questions.rows("ann", "bob"))).isInstanceOf(Answer.Found.class);
    assertThat(Questions.reasonOf(reader.rows(Questions.rows("dan")))).isEqualTo(Reason.NOT_HERE);
    assertThat(Questions.reasonOf(reader.rows(Questions.rows("ann", "dan"))))
        .isEqualTo(Reason.NOT_HERE);
  }

  @Test
  void shouldNotAnswerForAPageOfAnotherPartitionThanTheAskerNames() {
    assertThat(reader.page(Questions.page("ann"))).isInstanceOf(Answer.Found.class);
    assertThat(Questions.reasonOf(reader.page(Questions.page("dan")))).isEqualTo(Reason.NOT_HERE);
  }

  @Test
  void shouldNotAnswerForAPartitionThatIsNotOpenHere() {
    replicas.remove(0);

    assertThat(Questions.reasonOf(reader.rows(Questions.rows("ann")))).isEqualTo(Reason.NOT_HERE);
    assertThat(Questions.reasonOf(reader.page(Questions.page("ann")))).isEqualTo(Reason.NOT_HERE);
  }

  @Test
  void shouldNotAnswerForAnUnknownStore() {
    var question = new RowsQuestion("unheard-of", 0, Questions.keys("ann"), FIVE_MINUTES);

    assertThat(Questions.reasonOf(reader.rows(question))).isEqualTo(Reason.NOT_HERE);
  }

  @Test
  void shouldNotUnderstandAFilterOfAStoreThatHasNone() throws IOException {
    PageQuestion question = Questions.page("ann", Map.of("colour", "red"));

    assertThatThrownBy(() -> reader.page(question)).isInstanceOf(IllegalArgumentException.class);
    assertThat(endpoint().page(PEER, () -> PeerCodec.bytesOf(question)))
        .isInstanceOf(PeerEndpoint.Reply.NotUnderstood.class);
  }

  @Test
  void shouldNotUnderstandNonsense() throws IOException {

    assertThat(endpoint().rows(PEER, () -> bytes("nonsense")))
        .isInstanceOf(PeerEndpoint.Reply.NotUnderstood.class);
    assertThat(endpoint().page(PEER, () -> bytes("nonsense")))
        .isInstanceOf(PeerEndpoint.Reply.NotUnderstood.class);
  }

  private PeerEndpoint endpoint() {
    var open = new PeerCredentials(() -> Optional.of("here"), Optional.empty());
    return new PeerEndpoint(reader, open, new Bulkhead(1), Clock.systemUTC());
  }

  @Test
  void shouldGiveManyRowsOfOneReplicaInTheOrderAsked() {
    replica(0).put(bytes("ann"), stored("hello"));

    assertThat(words(reader.rows(Questions.rows("bob", "ann"))))
        .containsExactly(Optional.empty(), Optional.of("hello"));
  }

  @Test
  void shouldGiveNoRowsIfAnotherReplicaIsOpenedBetweenTwoOfThem() {
    replica(0).onRead(bytes("bob"), () -> open(0, NOW));

    assertThat(Questions.reasonOf(reader.rows(Questions.rows("ann", "bob"))))
        .isEqualTo(Reason.NOT_READY);
  }

  @Test
  void shouldGiveNoRowsIfTheReplicaIsClosedBetweenTwoOfThem() {
    replica(0).onRead(bytes("bob"), replica(0)::close);

    assertThat(Questions.reasonOf(reader.rows(Questions.rows("ann", "bob"))))
        .isEqualTo(Reason.NOT_READY);
  }

  @Test
  void shouldGiveNoRowsIfThePartitionIsTakenAwayBetweenTwoOfThem() {
    replica(0).onRead(bytes("bob"), () -> replicas.remove(0));

    assertThat(Questions.reasonOf(reader.rows(Questions.rows("ann", "bob"))))
        .isEqualTo(Reason.NOT_READY);
  }

  private LocalReplicaReader reader() {
    Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    Replicas open = (store, partition) -> Optional.ofNullable(replicas.get(partition));
    var local =
        new QueryService.Local(
            open,
            new LiveTasks(),
            2,
            "here:8201",
            SOURCES,
            Duration.ofMinutes(5),
            BrokerTimes.agreeingWith(clock),
            clock);
    return new LocalReplicaReader(
        Map.of("words", ServedStore.of("words", WORDS)),
        local,
        new AsOfRule(local.clockSkew(), local.time()));
  }

  private void open(int partition, Instant at) {
    var replica = new SortedReplica(at);
    var watermark = new Watermark(at, SOURCES, true, Set.of(SOURCE), Map.of(SOURCE, at), Map.of());
    replica.put(AsOfRow.KEY.get(), AsOfRow.bytes(AsOf.NONE.receive(watermark, NOW)));
    replicas.put(partition, replica);
  }

  private SortedReplica replica(int partition) {
    return Optional.ofNullable(replicas.get(partition)).orElseThrow();
  }

  private static byte[] stored(String word) {
    return AvroBytes.versioned((byte) 1, new TextCodec(), word);
  }

  private static List<Optional<String>> words(Answer<List<Optional<byte[]>>> answer) {
    return switch (answer) {
      case Answer.Found<List<Optional<byte[]>>>(var rows, Freshness freshness) ->
          rows.stream().map(row -> row.map(WORDS::row)).toList();
      case Answer.Missing<?> missing -> throw new AssertionError(missing);
      case Answer.NotReady<?> refused -> throw new AssertionError(refused);
    };
  }
}
