package org.rollbook.runtime.serve.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rollbook.runtime.serve.query.OneInstance.FIVE_MINUTES;
import static org.rollbook.runtime.serve.query.OneInstance.NOW;
import static org.rollbook.runtime.serve.query.OneInstance.SOURCE;
import static org.rollbook.runtime.serve.query.OneInstance.SOURCES;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.rollbook.model.EventStamp;
import org.rollbook.model.SourcePosition;
import org.rollbook.model.Stamped;
import org.rollbook.model.avro.AvroBytes;
import org.rollbook.model.enrollments.EnrollmentEvents;
import org.rollbook.runtime.journal.JournalCodec;
import org.rollbook.runtime.journal.JournalFormats;
import org.rollbook.runtime.journal.TextCodec;
import org.rollbook.runtime.serve.query.Refusal.Reason;
import org.rollbook.runtime.view.AsOfRow;
import org.rollbook.runtime.view.History;
import org.rollbook.runtime.view.HistoryCodec;
import org.rollbook.runtime.view.HistoryItem;
import org.rollbook.runtime.view.Outcome;
import org.rollbook.runtime.view.StoreSpec;
import org.rollbook.runtime.watermark.AsOf;
import org.rollbook.runtime.watermark.Watermark;

/// The rules of the query service, for one partition of which a replica is here.
class ViewReaderTest {

  private static final StoreSpec<String> STORE = new StoreSpec<>("words", new TextCodec());
  private static final StoreSpec<History<String>> HISTORY =
      new StoreSpec<>(
          "history", new HistoryCodec<>(new JournalCodec<>(JournalFormats.of(new TextCodec()))));
  private static final RowFilter<String> ALL = new AllRows<>();
  private static final byte[] ANN = "ann".getBytes(StandardCharsets.UTF_8);

  private final OneInstance instance = new OneInstance(1);
  private final List<String> asked = instance.asked();

  @Test
  void shouldFindARowAndStateItsFreshness() {
    open(NOW.minusSeconds(60));
    receive(NOW.minusSeconds(1), true);
    replica().put(ANN, bytes("hello"));

    var served = new ServedBy(ServedBy.Role.ACTIVE, "here:8201");
    assertThat(ask(FIVE_MINUTES))
        .isEqualTo(
            new Answer.Found<>(
                "hello",
                new Freshness(NOW.minusSeconds(1), served, Optional.of(NOW.minusSeconds(1)))));
    assertThat(asked).containsExactly("words here-active found");
  }

  @Test
  void shouldPromiseThatThereIsNoneWhenComplete() {
    open(NOW.minusSeconds(60));
    receive(NOW.minusSeconds(1), true);

    assertThat(ask(FIVE_MINUTES)).isInstanceOf(Answer.Missing.class);
  }

  @Test
  void shouldPromiseNothingWhileIncomplete() {
    open(NOW.minusSeconds(60));
    receive(NOW.minusSeconds(1), false);

    assertThat(reason(ask(FIVE_MINUTES))).isEqualTo(Reason.INCOMPLETE);
    assertThat(reason(page(FIVE_MINUTES))).isEqualTo(Reason.INCOMPLETE);
    assertThat(ask(new Bounds(Duration.ofMinutes(5), true))).isInstanceOf(Answer.Missing.class);
  }

  @Test
  void shouldFindARowAlthoughIncomplete() {
    open(NOW.minusSeconds(60));
    receive(NOW.minusSeconds(1), false);
    replica().put(ANN, bytes("hello"));

    assertThat(ask(FIVE_MINUTES)).isInstanceOf(Answer.Found.class);
  }

  @Test
  void shouldRefuseEvenAFoundRowOutsideTheBound() {
    open(NOW.minusSeconds(60));
    receive(NOW.minusSeconds(10), true);
    replica().put(ANN, bytes("hello"));

    assertThat(reason(ask(new Bounds(Duration.ofSeconds(9), false)))).isEqualTo(Reason.STALE);
    assertThat(ask(new Bounds(Duration.ofSeconds(10), false))).isInstanceOf(Answer.Found.class);
  }

  @Test
  void shouldClampTheBoundOfAReplicaThatMayBeReplayingItsPast() {
    open(NOW.minusSeconds(60));
    receive(NOW.minus(Duration.ofHours(2)), true);

    assertThat(reason(ask(new Bounds(Duration.ofDays(1), false)))).isEqualTo(Reason.STALE);
  }

  @Test
  void shouldTakeAnyBoundOnceTheReplicaHasReachedItsFirstEnd() {
    open(NOW.minus(Duration.ofHours(3)));
    Instant lastRead = NOW.minus(Duration.ofHours(2));
    AsOf listedSinceButReadNoFurther =
        AsOf.NONE
            .receive(
                new Watermark(
                    lastRead, SOURCES, true, Set.of(SOURCE), Map.of(SOURCE, lastRead), Map.of()),
                NOW)
            .receive(new Watermark(NOW, SOURCES, true, Set.of(SOURCE), Map.of(), Map.of()), NOW);
    replica().put(AsOfRow.KEY.get(), AsOfRow.bytes(listedSinceButReadNoFurther));

    assertThat(ask(new Bounds(Duration.ofDays(1), false))).isInstanceOf(Answer.Missing.class);
  }

  @Test
  void shouldNotBeReadyBeforeItReceivedHowFarTheSourcesWereRead() {
    open(NOW.minusSeconds(60));

    assertThat(reason(ask(FIVE_MINUTES))).isEqualTo(Reason.NOT_READY);
  }

  @Test
  void shouldNotBeReadyForWhatIsNotHere() {
    assertThat(reason(ask(FIVE_MINUTES))).isEqualTo(Reason.NOT_READY);
    assertThat(asked).containsExactly("words nobody not_ready");
  }

  @Test
  void shouldMakeNoClaimIfTheReplicaWasReplacedBetweenTheAsOfAndTheRow() {
    open(NOW.minusSeconds(60));
    receive(NOW.minusSeconds(1), true);
    replica().onRead(ANN, () -> open(NOW));

    assertThat(reason(ask(FIVE_MINUTES))).isEqualTo(Reason.NOT_READY);
  }

  @Test
  void shouldMakeNoClaimWhenTheReplicaIsClosedWhileItIsRead() {
    open(NOW.minusSeconds(60));
    receive(NOW.minusSeconds(1), true);
    replica().onRead(ANN, replica()::close);

    assertThat(reason(ask(FIVE_MINUTES))).isEqualTo(Reason.NOT_READY);
  }

  @Test
  void shouldAnswerFromAStandbyAndNameItsRole() {
    openStandby(NOW.minusSeconds(60));
    receive(NOW.minusSeconds(1), true);

    assertThat(ask(FIVE_MINUTES))
        .isEqualTo(
            new Answer.Missing<>(
                new Freshness(
                    NOW.minusSeconds(1),
                    new ServedBy(ServedBy.Role.STANDBY, "here:8201"),
                    Optional.of(NOW.minusSeconds(1)))));
    assertThat(asked).containsExactly("words here-standby missing");
  }

  @Test
  void shouldRefuseAStandbyOutsideTheBoundToo() {
    openStandby(NOW.minusSeconds(60));
    receive(NOW.minusSeconds(10), true);
    replica().put(ANN, bytes("hello"));

    assertThat(reason(ask(new Bounds(Duration.ofSeconds(9), false)))).isEqualTo(Reason.STALE);
  }

  @Test
  void shouldRefuseAnAsOfBeforeTheOneAskedFor() {
    open(NOW.minusSeconds(60));
    receive(NOW.minusSeconds(10), true);

    assertThat(reason(ask(atLeast(NOW.minusSeconds(9))))).isEqualTo(Reason.STALE);
    assertThat(ask(atLeast(NOW.minusSeconds(10)))).isInstanceOf(Answer.Missing.class);
  }

  @Test
  void shouldAnswerOnceTheEventWasReceived() {
    open(NOW.minusSeconds(60));
    receive(NOW.minusSeconds(1), true);
    replica().put(ANN, bytes("hello"));
    remember("first", "second");

    assertThat(ask(applied("second"))).isInstanceOf(Answer.Found.class);
    assertThat(page(applied("first"))).isInstanceOf(Answer.Found.class);
    assertThat(reason(ask(applied("third")))).isEqualTo(Reason.NOT_YET_APPLIED);
    assertThat(reason(page(applied("third")))).isEqualTo(Reason.NOT_YET_APPLIED);
  }

  @Test
  void shouldNotClaimWhatAStandbyHasReceived() {
    openStandby(NOW.minusSeconds(60));
    receive(NOW.minusSeconds(1), true);
    remember("first");

    assertThat(reason(ask(applied("first")))).isEqualTo(Reason.NOT_YET_APPLIED);
  }

  @Test
  void shouldAnswerManyKeysInTheOrderAsked() {
    open(NOW.minusSeconds(60));
    receive(NOW.minusSeconds(1), true);
    replica().put(ANN, bytes("hello"));
    RowKey ann = RowKey.of(ANN, ANN);
    byte[] bob = "bob".getBytes(StandardCharsets.UTF_8);

    List<Answer<String>> answers =
        reader().rows(List.of(RowKey.of(bob, bob), ann, ann), FIVE_MINUTES);

    assertThat(answers)
        .<Class<?>>extracting(Object::getClass)
        .containsExactly(Answer.Missing.class, Answer.Found.class, Answer.Found.class);
  }

  private static Bounds atLeast(Instant asOf) {
    return new Bounds(Duration.ofMinutes(5), false, Optional.of(asOf), Optional.empty());
  }

  private static Bounds applied(String event) {
    return new Bounds(Duration.ofMinutes(5), false, Optional.empty(), Optional.of(event));
  }

  private void remember(String... events) {
    var position = new SourcePosition("source", 0, 1);
    History<String> history = History.none();
    for (String id : events) {
      var stamp = new EventStamp(NOW, EnrollmentEvents.CREATED.type(), id, "lms");
      var event = new Stamped<>(stamp, position, "hello");
      history = history.with(new HistoryItem<>(event, Outcome.APPLIED), 50);
    }
    SortedReplica replica = instance.open("history", 0, NOW);
    replica.put(
        ANN,
        AvroBytes.versioned(
            (byte) 1,
            new HistoryCodec<>(new JournalCodec<>(JournalFormats.of(new TextCodec()))),
            history));
  }

  private void open(Instant at) {
    openStandby(at);
    instance.tasks().opened("words", 0, at, AsOf.NONE);
  }

  private void openStandby(Instant at) {
    instance.open("words", 0, at);
  }

  private SortedReplica replica() {
    return instance.replica("words", 0).orElseThrow();
  }

  private void receive(Instant readUpTo, boolean declared) {
    OneInstance.receive(replica(), readUpTo, declared);
  }

  private static byte[] bytes(String word) {
    return AvroBytes.versioned((byte) 1, new TextCodec(), word);
  }

  private Answer<String> ask(Bounds bounds) {
    return reader().row(RowKey.of(ANN, ANN), bounds);
  }

  private Answer<Page<String>> page(Bounds bounds) {
    return reader().page(ANN, new PageRequest(10, Optional.empty()), ALL, bounds);
  }

  private ViewReader<String> reader() {
    return instance.service().reader(ServedStore.of("words", STORE).remembering(HISTORY));
  }

  private static Reason reason(Answer<?> answer) {
    return switch (answer) {
      case Answer.NotReady<?> refused -> refused.refusal().reason();
      case Answer.Found<?> found -> throw new AssertionError(found);
      case Answer.Missing<?> missing -> throw new AssertionError(missing);
    };
  }
}
