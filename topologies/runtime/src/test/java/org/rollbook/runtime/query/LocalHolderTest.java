package org.rollbook.runtime.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.rollbook.runtime.query.Questions.FIVE_MINUTES;
import static org.rollbook.runtime.query.Questions.bytes;

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
import org.rollbook.runtime.query.Refusal.Reason;
import org.rollbook.runtime.time.BrokerTimes;
import org.rollbook.runtime.view.AsOfRow;
import org.rollbook.runtime.view.LiveTasks;
import org.rollbook.runtime.view.StoreSpec;
import org.rollbook.runtime.watermark.AsOf;
import org.rollbook.runtime.watermark.SourceList;
import org.rollbook.runtime.watermark.SourcePartition;
import org.rollbook.runtime.watermark.Watermark;

/// What an instance says to whoever asks it, right or wrong, of what it has. Of two partitions,
/// `ann` and `bob` are in the first, and `dan` is in the second.
class LocalHolderTest {

  private static final PeerDesk.Asker PEER =
      new PeerDesk.Asker(Optional.empty(), Optional.of("here"));

  private static final Instant NOW = Instant.parse("2026-08-20T12:00:00Z");
  private static final SourcePartition SOURCE = new SourcePartition("source", 0);
  private static final SourceList SOURCES = new SourceList(Set.of("source"));
  private static final StoreSpec<String> WORDS = new StoreSpec<>("words", new TextCodec());

  private final Map<Integer, SortedCopy> copies = new HashMap<>();
  private final Bulkhead reads = new Bulkhead(1);
  private final LocalHolder holder = holder();

  @BeforeEach
  void open() {
    open(0, NOW.minusSeconds(1));
    open(1, NOW.minusSeconds(1));
  }

  @Test
  void shouldNotHoldRowsOfAnotherPartitionThanTheAskerSays() {
    assertThat(holder.rows(Questions.rows("ann", "bob"))).isInstanceOf(Told.Said.class);
    assertThat(holder.rows(Questions.rows("dan"))).isInstanceOf(Told.NotHeld.class);
    assertThat(holder.rows(Questions.rows("ann", "dan"))).isInstanceOf(Told.NotHeld.class);
  }

  @Test
  void shouldNotHoldAPageOfAnotherPartitionThanTheAskerSays() {
    assertThat(holder.page(Questions.page("ann"))).isInstanceOf(Told.Said.class);
    assertThat(holder.page(Questions.page("dan"))).isInstanceOf(Told.NotHeld.class);
  }

  @Test
  void shouldNotHoldWhatIsNotOpenHere() {
    copies.remove(0);

    assertThat(holder.rows(Questions.rows("ann"))).isInstanceOf(Told.NotHeld.class);
    assertThat(holder.page(Questions.page("ann"))).isInstanceOf(Told.NotHeld.class);
  }

  @Test
  void shouldNotHoldAStoreThatItDoesNotKnow() {
    var question = new RowsQuestion("unheard-of", 0, Questions.keys("ann"), FIVE_MINUTES);

    assertThat(holder.rows(question)).isInstanceOf(Told.NotHeld.class);
  }

  @Test
  void shouldTellAnAskerOfAFilterThatThereIsNone() throws IOException {
    PageQuestion question = Questions.page("ann", Map.of("colour", "red"));

    assertThatThrownBy(() -> holder.page(question)).isInstanceOf(IllegalArgumentException.class);
    assertThat(desk().page(PEER, () -> PeerCodec.bytesOf(question)))
        .isInstanceOf(PeerDesk.Reply.NotUnderstood.class);
  }

  @Test
  void shouldTellAnAskerOfNonsense() throws IOException {

    assertThat(desk().rows(PEER, () -> bytes("nonsense")))
        .isInstanceOf(PeerDesk.Reply.NotUnderstood.class);
    assertThat(desk().page(PEER, () -> bytes("nonsense")))
        .isInstanceOf(PeerDesk.Reply.NotUnderstood.class);
  }

  private PeerDesk desk() {
    var open = new PeerCredentials(() -> Optional.of("here"), Optional.empty());
    return new PeerDesk(holder, open, Clock.systemUTC());
  }

  @Test
  void shouldGiveManyRowsOfOneCopyInTheOrderAsked() {
    copy(0).put(bytes("ann"), stored("hello"));

    assertThat(words(holder.rows(Questions.rows("bob", "ann"))))
        .containsExactly(Optional.empty(), Optional.of("hello"));
  }

  @Test
  void shouldGiveNoRowsIfAnotherCopyIsOpenedBetweenTwoOfThem() {
    copy(0).onRead(bytes("bob"), () -> open(0, NOW));

    assertThat(reason(holder.rows(Questions.rows("ann", "bob")))).isEqualTo(Reason.NOT_READY);
  }

  @Test
  void shouldGiveNoRowsIfTheCopyIsClosedBetweenTwoOfThem() {
    copy(0).onRead(bytes("bob"), copy(0)::close);

    assertThat(reason(holder.rows(Questions.rows("ann", "bob")))).isEqualTo(Reason.NOT_READY);
  }

  @Test
  void shouldGiveNoRowsIfThePartitionIsTakenAwayBetweenTwoOfThem() {
    copy(0).onRead(bytes("bob"), () -> copies.remove(0));

    assertThat(reason(holder.rows(Questions.rows("ann", "bob")))).isEqualTo(Reason.NOT_READY);
  }

  @Test
  void shouldTurnAwayAtOnceWhatIsMoreThanItReadsAtOnce() {
    Optional<Told<List<Optional<byte[]>>>> told =
        reads.run(() -> holder.rows(Questions.rows("ann")));

    assertThat(reason(told.orElseThrow())).isEqualTo(Reason.OVERLOADED);
    assertThat(holder.rows(Questions.rows("ann"))).isInstanceOf(Told.Said.class);
  }

  private LocalHolder holder() {
    Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    Copies open = (store, partition) -> Optional.ofNullable(copies.get(partition));
    var local =
        new QuerySide.Local(
            open,
            new LiveTasks(),
            2,
            "here:8201",
            SOURCES,
            Duration.ofMinutes(5),
            BrokerTimes.agreeingWith(clock),
            clock);
    return new LocalHolder(
        Map.of("words", ServedStore.of("words", WORDS)),
        local,
        new AsOfRule(local.clockSkew(), local.time()),
        reads);
  }

  private void open(int partition, Instant at) {
    var copy = new SortedCopy(at);
    var watermark = new Watermark(at, SOURCES, true, Set.of(SOURCE), Map.of(SOURCE, at), Map.of());
    copy.put(AsOfRow.KEY.get(), AsOfRow.bytes(AsOf.NONE.hear(watermark, NOW)));
    copies.put(partition, copy);
  }

  private SortedCopy copy(int partition) {
    return Optional.ofNullable(copies.get(partition)).orElseThrow();
  }

  private static byte[] stored(String word) {
    return AvroBytes.versioned((byte) 1, new TextCodec(), word);
  }

  private static List<Optional<String>> words(Told<List<Optional<byte[]>>> told) {
    return switch (told) {
      case Told.Said<List<Optional<byte[]>>>(var rows, Freshness freshness) ->
          rows.stream().map(row -> row.map(WORDS::row)).toList();
      case Told.Refused<?> refused -> throw new AssertionError(refused);
      case Told.NotHeld<?> notHeld -> throw new AssertionError(notHeld);
    };
  }

  private static Reason reason(Told<?> told) {
    return switch (told) {
      case Told.Refused<?>(Refusal refusal) -> refusal.reason();
      case Told.Said<?> said -> throw new AssertionError(said);
      case Told.NotHeld<?> notHeld -> throw new AssertionError(notHeld);
    };
  }
}
