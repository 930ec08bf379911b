package org.rollbook.runtime.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams.State;
import org.junit.jupiter.api.Test;
import org.rollbook.runtime.ingest.IngestState;
import org.rollbook.runtime.ingest.IngestState.Activity;
import org.rollbook.runtime.node.NodeHealth.Watched;
import org.rollbook.runtime.node.health.Readiness;
import org.rollbook.runtime.time.BrokerTimes;
import org.rollbook.runtime.view.DamagedRows;
import org.rollbook.runtime.view.LiveTasks;
import org.rollbook.runtime.view.OpenReplicas;
import org.rollbook.runtime.view.OpenReplicas.OpenReplica;
import org.rollbook.runtime.view.streams.RestoreProgress;
import org.rollbook.runtime.watermark.AsOf;
import org.rollbook.runtime.watermark.SourceList;
import org.rollbook.runtime.watermark.SourcePartition;
import org.rollbook.runtime.watermark.Watermark;

final class NodeHealthTest {

  private static final Instant NOW = Instant.parse("2026-08-20T12:00:00Z");
  private static final SourcePartition SOURCE = new SourcePartition("prod-source", 0);
  private static final SourceList SOURCES = new SourceList(Set.of("prod-source"));

  private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
  private final LiveTasks tasks = new LiveTasks();
  private final RestoreProgress restores = new RestoreProgress(clock);
  private IngestState ingest = ingest(new Activity.Running(), NOW, Optional.of(NOW));
  private Optional<State> views = Optional.of(State.RUNNING);
  private boolean viewsHaveRun;
  private List<String> setup = List.of();
  private List<String> peers = List.of();

  private final OpenReplicas replicas = new OpenReplicas(clock);

  private final NodeHealth health =
      new NodeHealth(
          List.of(new Watched("words", Set.of("words-rows"))),
          2,
          new NodeStatus(
              () -> ingest,
              () -> views,
              () -> viewsHaveRun,
              () -> List.of("subject: BACKWARD"),
              () -> setup,
              () -> peers),
          tasks,
          replicas,
          restores,
          SOURCES,
          BrokerTimes.agreeingWith(clock),
          clock);

  @Test
  void shouldLiveWhileAllMoves() {
    tasks.opened("words", 0, NOW.minusSeconds(600), AsOf.NONE).received(AsOf.NONE, NOW);

    assertThat(health.liveness().status()).isEqualTo("live");
  }

  @Test
  void shouldBeDeadWithItsClient() {
    for (var state : List.of(State.ERROR, State.PENDING_ERROR, State.NOT_RUNNING)) {
      views = Optional.of(state);

      assertDead("the views are in state " + state);
    }
  }

  @Test
  void shouldBeDeadWithItsIngest() {
    ingest = ingest(new Activity.Died("fenced"), NOW, Optional.empty());

    assertDead("ingest died: fenced");
  }

  @Test
  void shouldBeDeadWhenIngestReportsNothing() {
    ingest = ingest(new Activity.Running(), NOW.minusSeconds(121), Optional.empty());

    assertDead("ingest has reported nothing since 2026-08-20T11:57:59Z");
  }

  @Test
  void shouldBeDeadWhenInputMovesAndAViewDoesNot() {
    tasks.opened("words", 1, NOW.minusSeconds(121), AsOf.NONE);

    assertDead("partition 1 of words receives nothing");
  }

  /// A registry or a broker that is away stops the input: a new process would not help.
  @Test
  void shouldLiveWhileTheInputIsPaused() {
    ingest =
        ingest(
            new Activity.Paused("the registry is away", NOW.minusSeconds(900)),
            NOW,
            Optional.of(NOW.minusSeconds(900)));
    tasks.opened("words", 1, NOW.minusSeconds(1000), AsOf.NONE);

    assertThat(health.liveness().status()).isEqualTo("live");
  }

  @Test
  void shouldBeDeadWhenItReadToTheEndAndTheAsOfDoesNotAdvance() {
    ingest = reading(NOW.minusSeconds(121));
    freeze(SOURCE, NOW.minusSeconds(121));

    assertDead("partition 1 of words gets no newer");
  }

  @Test
  void shouldBeDeadWhenItReadToTheEndAndNeverReportedIt() {
    ingest = reading(NOW.minusSeconds(121));
    var watermark = new Watermark(NOW, SOURCES, true, Set.of(SOURCE), Map.of(), Map.of());
    tasks
        .opened("words", 1, NOW.minusSeconds(121), AsOf.NONE)
        .received(AsOf.NONE.receive(watermark, NOW), NOW);

    assertDead("partition 1 of words gets no newer");
  }

  /// A backlog, a pause, or a broker that was away until a moment ago.
  @Test
  void shouldLiveWhileItsReadingIsExplained() {
    ingest = reading(NOW.minusSeconds(119));
    freeze(SOURCE, NOW.minusSeconds(600));

    assertThat(health.liveness().status()).isEqualTo("live");
  }

  /// Another instance reads it, or nobody does for now.
  @Test
  void shouldLiveWhileThePartitionThatHoldsItBackIsNotItsOwn() {
    ingest = reading(NOW.minusSeconds(600));
    freeze(new SourcePartition("prod-source", 1), NOW.minusSeconds(600));

    assertThat(health.liveness().status()).isEqualTo("live");
  }

  /// It receives what was written long ago: it is rebuilding.
  @Test
  void shouldLiveWhileItReceivesThePast() {
    ingest = reading(NOW.minusSeconds(600));
    Instant past = NOW.minusSeconds(3_600);
    var watermark =
        new Watermark(past, SOURCES, true, Set.of(SOURCE), Map.of(SOURCE, past), Map.of());
    tasks
        .opened("words", 1, NOW.minusSeconds(600), AsOf.NONE.receive(watermark, NOW))
        .received(AsOf.NONE.receive(watermark, NOW), NOW);

    assertThat(health.liveness().status()).isEqualTo("live");
  }

  @Test
  void shouldReportWhatItWaitsForToBecomeReady() {
    views = Optional.empty();
    setup = List.of("the broker: nobody answers");

    assertThat(health.readiness().status()).isEqualTo("not-ready");
    assertThat(health.readiness().waitingFor())
        .containsExactly("the broker: nobody answers", "the views: not started");
  }

  @Test
  void shouldNotBeReadyWhileItRestoresAndReportHowFarItIs() {
    views = Optional.of(State.REBALANCING);
    var changelog = new TopicPartition("app-words-rows-changelog", 0);
    restores.onRestoreStart(changelog, "words-rows", 0, 1_000);
    restores.onBatchRestored(changelog, "words-rows", 249, 250);

    assertThat(health.readiness().waitingFor()).containsExactly("the views: REBALANCING");
    Readiness.PartitionPart part = partition(0);
    assertThat(part.state()).isEqualTo("restoring");
    assertThat(part.left()).isEqualTo(750);
    assertThat(partition(1).state()).isEqualTo("elsewhere");
  }

  /// Its other partitions are served, and other instances answer for this one.
  @Test
  void shouldReportAPartitionWhoseFilesAreDamagedAndBeReady() {
    receive(0, NOW);
    OpenReplica damaged = DamagedRows.open(replicas, "words-rows", 1);
    replicas.trust(replicas.newest());
    assertThat(partition(1).state()).isEqualTo("standby");

    damaged.asOf();

    assertThat(partition(0).state()).isEqualTo("ready");
    assertThat(partition(1).state()).isEqualTo("damaged");
    assertThat(health.readiness().status()).isEqualTo("ready");
  }

  /// It answers from what it has, or asks its peers.
  @Test
  void shouldStayReadyWhileMembersComeAndGo() {
    views = Optional.of(State.REBALANCING);
    viewsHaveRun = true;

    assertThat(health.readiness().status()).isEqualTo("ready");

    views = Optional.of(State.PENDING_SHUTDOWN);
    assertThat(health.readiness().status()).isEqualTo("not-ready");
  }

  @Test
  void shouldReportTheAsOfOfEachPartitionAndSinceWhenAllIsComplete() {
    receive(0, NOW.minusSeconds(60));
    receive(1, NOW.minusSeconds(50));

    Readiness readiness = health.readiness();
    assertThat(readiness.status()).isEqualTo("ready");
    assertThat(partition(0).asOf()).isEqualTo("2026-08-20T11:59:00Z");
    assertThat(readiness.views().getFirst().completeSince()).isEqualTo("2026-08-20T11:59:10Z");
  }

  @Test
  void shouldBeReadyAlthoughIngestWaitsAndTopicsAreAbsent() {
    ingest =
        new IngestState(
            new Activity.Paused("the registry is away", NOW.minusSeconds(5)),
            Set.of("b", "a"),
            Map.of(SOURCE, new IngestState.Progress(OptionalLong.of(7), OptionalLong.empty(), NOW)),
            Map.of(SOURCE, NOW),
            Map.of(SOURCE, "not authorized"),
            Optional.empty(),
            3,
            Optional.empty(),
            NOW);

    Readiness readiness = health.readiness();
    assertThat(readiness.status()).isEqualTo("ready");
    assertThat(readiness.absentTopics()).containsExactly("a", "b");
    assertThat(readiness.refusingSubjects()).containsExactly("subject: BACKWARD");
    assertThat(readiness.ingest())
        .isEqualTo(
            new Readiness.IngestPart(
                "paused",
                "the registry is away",
                "2026-08-20T11:59:55Z",
                3,
                null,
                List.of(
                    new Readiness.SourcePart(
                        "prod-source", 0, 7L, null, "2026-08-20T12:00:00Z", "not authorized"))));
  }

  /// Their partitions are read from other replicas. Out of service, no instance would answer.
  @Test
  void shouldReportPeersThatCannotBeUsedAndBeReady() {
    peers = List.of("there:8201 has another ROLLBOOK_PEER_SECRET");

    assertThat(health.readiness().status()).isEqualTo("ready");
    assertThat(health.readiness().peerFaults()).isEqualTo(peers);
  }

  private void assertDead(String fault) {
    assertThat(health.liveness().status()).isEqualTo("dead");
    assertThat(health.liveness().faults()).containsExactly(fault);
  }

  private Readiness.PartitionPart partition(int partition) {
    return health.readiness().views().getFirst().partitions().get(partition);
  }

  /// Watermarks arrive, and state the same about one source partition again and again.
  private void freeze(SourcePartition stopped, Instant since) {
    var listed = new HashSet<>(List.of(SOURCE));
    listed.add(stopped);
    Map<SourcePartition, Instant> claims = new HashMap<>(Map.of(SOURCE, NOW));
    claims.put(stopped, since);
    var watermark = new Watermark(NOW, SOURCES, true, listed, claims, Map.of());
    AsOf frozen = AsOf.NONE.receive(watermark, NOW);
    tasks.opened("words", 1, since, frozen).received(frozen, NOW);
  }

  private static IngestState reading(Instant settledSince) {
    return new IngestState(
        new Activity.Running(),
        Set.of(),
        Map.of(
            SOURCE, new IngestState.Progress(OptionalLong.of(7), OptionalLong.of(7), settledSince)),
        Map.of(),
        Map.of(),
        Optional.empty(),
        0,
        Optional.of(NOW),
        NOW);
  }

  private void receive(int partition, Instant at) {
    var watermark = new Watermark(at, SOURCES, true, Set.of(SOURCE), Map.of(SOURCE, at), Map.of());
    tasks
        .opened("words", partition, at, AsOf.NONE)
        .received(AsOf.NONE.receive(watermark, NOW), NOW);
  }

  private static IngestState ingest(Activity activity, Instant at, Optional<Instant> watermark) {
    return new IngestState(
        activity, Set.of(), Map.of(), Map.of(), Map.of(), Optional.empty(), 0, watermark, at);
  }
}
