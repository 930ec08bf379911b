package org.rollbook.runtime.serve.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.streams.state.HostInfo;
import org.junit.jupiter.api.Test;
import org.rollbook.model.EventStamp;
import org.rollbook.model.SourcePosition;
import org.rollbook.model.Stamped;
import org.rollbook.model.avro.AvroBytes;
import org.rollbook.model.digest.LearnerBuckets;
import org.rollbook.model.digest.RowsDigest;
import org.rollbook.model.enrollments.EnrollmentEvents;
import org.rollbook.model.topic.KeyBytes;
import org.rollbook.runtime.journal.JournalCodec;
import org.rollbook.runtime.journal.TextCodec;
import org.rollbook.runtime.serve.query.Refusal.Reason;
import org.rollbook.runtime.time.BrokerTimes;
import org.rollbook.runtime.view.AsOfRow;
import org.rollbook.runtime.view.History;
import org.rollbook.runtime.view.HistoryCodec;
import org.rollbook.runtime.view.HistoryItem;
import org.rollbook.runtime.view.LiveTasks;
import org.rollbook.runtime.view.Outcome;
import org.rollbook.runtime.view.ReplicaRead;
import org.rollbook.runtime.view.Replicas;
import org.rollbook.runtime.view.StoreSpec;
import org.rollbook.runtime.watermark.AsOf;
import org.rollbook.runtime.watermark.SourceList;
import org.rollbook.runtime.watermark.SourcePartition;
import org.rollbook.runtime.watermark.Watermark;

/// The rules of the query service, for one partition of which a replica is here.
class ViewReaderTest {

  private static final Instant NOW = Instant.parse("2026-08-20T12:00:00Z");
  private static final Duration SKEW = Duration.ofMinutes(5);
  private static final SourcePartition SOURCE = new SourcePartition("source", 0);
  private static final SourceList SOURCES = new SourceList(Set.of("source"));
  private static final StoreSpec<String> STORE = new StoreSpec<>("words", new TextCodec());
  private static final StoreSpec<History<String>> HISTORY =
      new StoreSpec<>("history", new HistoryCodec<>(new JournalCodec<>(new TextCodec())));
  private static final RowFilter<String> ALL = new AllRows<>();
  private static final Bounds FIVE_MINUTES = new Bounds(Duration.ofMinutes(5), false);
  private static final byte[] ANN = "ann".getBytes(StandardCharsets.UTF_8);

  private final LiveTasks tasks = new LiveTasks();
  private final Map<String, SortedReplica> replicas = new HashMap<>();
  private final List<String> asked = new ArrayList<>();

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

  @Test
  void shouldAddUpTheDigestsOfABucket() {
    open(NOW.minusSeconds(60));
    receive(NOW.minusSeconds(1), true);
    digests(0, "a", 1, "b", 63, "c", 64, "d", 200, "e");

    assertThat(buckets(LearnerBuckets.all(4096), FIVE_MINUTES))
        .isEqualTo(
            List.of(
                new Bucket(0, digest("a", "b", "c")),
                new Bucket(1, digest("d")),
                new Bucket(3, digest("e"))));
    assertThat(buckets(new LearnerBuckets(64, 4096, 64), FIVE_MINUTES))
        .isEqualTo(List.of(new Bucket(1, digest("b")), new Bucket(63, digest("c"))));
  }

  /// They are read ten thousand at a time.
  @Test
  void shouldReadDigestsToTheirEnd() {
    open(NOW.minusSeconds(60));
    receive(NOW.minusSeconds(1), true);
    for (int bucket = 0; bucket < 25_000; bucket++) {
      digests(bucket, "a");
    }

    assertThat(buckets(LearnerBuckets.all(64), FIVE_MINUTES)).hasSize(25_000);
    assertThat(
            buckets(LearnerBuckets.all(64 * 1_000_000L), FIVE_MINUTES).stream()
                .map(Bucket::rows)
                .reduce(RowsDigest.NONE, RowsDigest::and)
                .count())
        .isEqualTo(25_000);
  }

  @Test
  void shouldPromiseNoDigestsWhileIncomplete() {
    open(NOW.minusSeconds(60));
    receive(NOW.minusSeconds(1), false);
    digests(0, "a");

    assertThat(digestReader().buckets(LearnerBuckets.all(64), FIVE_MINUTES))
        .singleElement()
        .isInstanceOfSatisfying(
            Answer.NotReady.class,
            refused -> assertThat(refused.refusal().reason()).isEqualTo(Reason.INCOMPLETE));
  }

  private List<Bucket> buckets(LearnerBuckets asked, Bounds bounds) {
    return digestReader().buckets(asked, bounds).stream()
        .flatMap(
            answer ->
                answer instanceof Answer.Found<List<Bucket>>(var buckets, var freshness)
                    ? buckets.stream()
                    : Stream.of())
        .toList();
  }

  /// Of one row each; an entry without rows is between them.
  private void digests(Object... bucketsAndTexts) {
    SortedReplica replica = replicas.computeIfAbsent("digests", _ -> new SortedReplica(NOW));
    if (replica().row(AsOfRow.KEY) instanceof ReplicaRead.Read<Optional<byte[]>>(var asOf)) {
      replica.put(AsOfRow.KEY.get(), asOf.orElseThrow());
    }
    for (int i = 0; i < bucketsAndTexts.length; i += 2) {
      replica.put(
          KeyBytes.of(((Number) bucketsAndTexts[i]).longValue()),
          AvroBytes.versioned((byte) 1, RowsDigest.CODEC, digest((String) bucketsAndTexts[i + 1])));
    }
    replica.put(
        KeyBytes.of(1_000_000), AvroBytes.versioned((byte) 1, RowsDigest.CODEC, RowsDigest.NONE));
  }

  private static RowsDigest digest(String... texts) {
    return Stream.of(texts).map(RowsDigest.NONE::with).reduce(RowsDigest.NONE, RowsDigest::and);
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
    var replica = new SortedReplica(NOW);
    replica.put(
        ANN,
        AvroBytes.versioned(
            (byte) 1, new HistoryCodec<>(new JournalCodec<>(new TextCodec())), history));
    replicas.put("history", replica);
  }

  private void open(Instant at) {
    openStandby(at);
    tasks.opened("words", 0, at, AsOf.NONE);
  }

  private void openStandby(Instant at) {
    replicas.put("words", new SortedReplica(at));
  }

  private SortedReplica replica() {
    return Optional.ofNullable(replicas.get("words")).orElseThrow();
  }

  private void receive(Instant readUpTo, boolean declared) {
    var watermark =
        new Watermark(
            readUpTo, SOURCES, declared, Set.of(SOURCE), Map.of(SOURCE, readUpTo), Map.of());
    replica().put(AsOfRow.KEY.get(), AsOfRow.bytes(AsOf.NONE.receive(watermark, NOW)));
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
    return service().reader(ServedStore.of("words", STORE).remembering(HISTORY));
  }

  private DigestQueries digestReader() {
    return new StoredDigests(service(), "words");
  }

  private QueryService service() {
    Replicas open = (store, partition) -> Optional.ofNullable(replicas.get(store));
    Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    return new QueryService(
        new QueryService.Local(
            open, tasks, 1, "here:8201", SOURCES, SKEW, BrokerTimes.agreeingWith(clock), clock),
        new Locator(tasks, open, Optional::empty, new HostInfo("here", 8201)),
        host -> {
          throw new AssertionError("nobody else is there: " + host);
        },
        new QueryMeters() {
          @Override
          public void asked(String view, String location, String answer) {
            asked.add(view + " " + location + " " + answer);
          }

          @Override
          public void overloaded() {
            asked.add("overloaded");
          }
        });
  }

  private static Reason reason(Answer<?> answer) {
    return switch (answer) {
      case Answer.NotReady<?> refused -> refused.refusal().reason();
      case Answer.Found<?> found -> throw new AssertionError(found);
      case Answer.Missing<?> missing -> throw new AssertionError(missing);
    };
  }
}
