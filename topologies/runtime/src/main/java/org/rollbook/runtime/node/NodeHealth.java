package org.rollbook.runtime.node;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.streams.KafkaStreams;
import org.rollbook.model.event.IsoTime;
import org.rollbook.runtime.ingest.IngestState;
import org.rollbook.runtime.ingest.IngestState.Activity;
import org.rollbook.runtime.node.health.Health;
import org.rollbook.runtime.node.health.Liveness;
import org.rollbook.runtime.node.health.Readiness;
import org.rollbook.runtime.node.health.Readiness.IngestPart;
import org.rollbook.runtime.node.health.Readiness.PartitionPart;
import org.rollbook.runtime.node.health.Readiness.SourcePart;
import org.rollbook.runtime.node.health.Readiness.ViewReadiness;
import org.rollbook.runtime.time.BrokerTime;
import org.rollbook.runtime.view.LiveTasks;
import org.rollbook.runtime.view.OpenReplicas;
import org.rollbook.runtime.view.StoreSpec;
import org.rollbook.runtime.view.View;
import org.rollbook.runtime.view.streams.RestoreProgress;
import org.rollbook.runtime.view.streams.RestoreProgress.Restore;
import org.rollbook.runtime.watermark.AsOf;
import org.rollbook.runtime.watermark.Coverage;
import org.rollbook.runtime.watermark.SourceList;
import org.rollbook.runtime.watermark.SourcePartition;

/// The health of a node, from the status of its parts.
final class NodeHealth implements Health {

  /// A view receives a watermark every second once it has reached the end of its journal. A view
  /// that receives nothing for so long, while ingest writes watermarks, is stuck. So is ingest, if
  /// it has nothing left to read of a partition for so long and still does not report that it has
  /// read it.
  private static final Duration STUCK_AFTER = Duration.ofMinutes(2);

  private final List<Watched> views;
  private final int partitions;
  private final NodeStatus status;
  private final LiveTasks tasks;
  private final OpenReplicas replicas;
  private final RestoreProgress restores;
  private final SourceList sources;
  private final BrokerTime time;
  private final Clock clock;

  /// What health needs to know about a view.
  record Watched(String name, Set<String> stores) {

    static Watched of(View<?, ?> view) {
      return new Watched(
          view.name(),
          view.stores().stream().map(StoreSpec::name).collect(Collectors.toUnmodifiableSet()));
    }
  }

  /// @param partitions of every view
  /// @param sources the source topics that as-of times are about
  /// @param time measures as-of times
  /// @param clock measures all else
  NodeHealth(
      List<Watched> views,
      int partitions,
      NodeStatus status,
      LiveTasks tasks,
      OpenReplicas replicas,
      RestoreProgress restores,
      SourceList sources,
      BrokerTime time,
      Clock clock) {
    this.views = views;
    this.partitions = partitions;
    this.status = status;
    this.tasks = tasks;
    this.replicas = replicas;
    this.restores = restores;
    this.sources = sources;
    this.time = time;
    this.clock = clock;
  }

  @Override
  public Liveness liveness() {
    IngestState ingest = status.ingest().get();
    List<String> faults = new ArrayList<>();
    switch (ingest.activity()) {
      case Activity.Died(String why) -> faults.add("ingest died: " + why);
      case Activity.Running _, Activity.Paused _ when isSilent(ingest) ->
          faults.add("ingest has reported nothing since " + ingest.at());
      case Activity.Starting _, Activity.Running _, Activity.Paused _, Activity.Stopped _ -> {}
    }
    status
        .views()
        .get()
        .filter(NodeHealth::isDead)
        .ifPresent(state -> faults.add("the views are in state " + state));
    ingest.lastWatermark().ifPresent(written -> faults.addAll(stuck(written)));
    faults.addAll(frozen(ingest));
    return Liveness.of(faults);
  }

  /// Ingest reports its state every second, also while it waits for something else.
  private boolean isSilent(IngestState ingest) {
    return clock.instant().isAfter(ingest.at().plus(STUCK_AFTER));
  }

  private static boolean isDead(KafkaStreams.State state) {
    return switch (state) {
      case ERROR, PENDING_ERROR, NOT_RUNNING -> true;
      case CREATED, REBALANCING, RUNNING, PENDING_SHUTDOWN -> false;
    };
  }

  /// Partitions that receive nothing although watermarks are written.
  private List<String> stuck(Instant written) {
    Instant now = clock.instant();
    return partitionsWhose(task -> isStuck(task, written, now), "receives nothing");
  }

  /// Partitions whose as-of does not advance although our own reading is at the end. If something
  /// else keeps it back (a source partition that no instance reads for now, a registry or broker
  /// that is away, a backlog), a new process would not help.
  private List<String> frozen(IngestState ingest) {
    Instant longAgo = clock.instant().minus(STUCK_AFTER);
    Set<SourcePartition> settled =
        ingest.partitions().entrySet().stream()
            .filter(mine -> mine.getValue().settledSince().isBefore(longAgo))
            .map(Map.Entry::getKey)
            .collect(Collectors.toUnmodifiableSet());
    return time.atMost(longAgo)
        .map(
            there ->
                partitionsWhose(
                    task ->
                        task.advancedAt().isBefore(longAgo)
                            && isBehind(task.asOf(), settled, there),
                    "gets no newer"))
        .orElse(List.of());
  }

  private List<String> partitionsWhose(Predicate<LiveTasks.TaskRun> fault, String words) {
    return views.stream()
        .flatMap(
            view ->
                IntStream.range(0, partitions)
                    .filter(
                        partition -> tasks.find(view.name(), partition).filter(fault).isPresent())
                    .mapToObj(
                        partition -> "partition " + partition + " of " + view.name() + " " + words))
        .toList();
  }

  /// The task receives new watermarks, but they do not state that a partition of ours is read as
  /// far as it should be.
  private boolean isBehind(AsOf asOf, Set<SourcePartition> settled, Instant longAgo) {
    Coverage coverage = asOf.coverage(sources);
    return coverage.listedAt().filter(longAgo::isBefore).isPresent()
        && coverage.listed().stream()
            .filter(settled::contains)
            .map(mine -> Optional.ofNullable(asOf.readUpTo().get(mine)))
            .anyMatch(claim -> claim.filter(longAgo::isBefore).isEmpty());
  }

  private static boolean isStuck(LiveTasks.TaskRun task, Instant written, Instant now) {
    Instant longAfter = task.receivedAt().plus(STUCK_AFTER);
    return now.isAfter(longAfter) && written.isAfter(longAfter);
  }

  @Override
  public Readiness readiness() {
    IngestState ingest = status.ingest().get();
    List<String> waitingFor = waitingFor();
    return new Readiness(
        waitingFor.isEmpty() ? "ready" : "not-ready",
        waitingFor,
        views.stream().map(this::viewPart).toList(),
        ingestPart(ingest),
        ingest.absentTopics().stream().sorted().toList(),
        status.peers().get(),
        status.refusingSubjects().get());
  }

  private List<String> waitingFor() {
    Optional<KafkaStreams.State> state = status.views().get();
    String views = "the views: " + state.map(KafkaStreams.State::toString).orElse("not started");
    boolean running = state.filter(this::canAnswer).isPresent();
    return Stream.concat(status.setup().get().stream(), running ? Stream.empty() : Stream.of(views))
        .toList();
  }

  /// While members come and go, it answers from the replicas that it has, or asks its peers. Only
  /// until its first assignment is restored do other instances know better.
  private boolean canAnswer(KafkaStreams.State state) {
    return switch (state) {
      case RUNNING -> true;
      case REBALANCING -> status.viewsHaveRun().getAsBoolean();
      case CREATED, PENDING_SHUTDOWN, NOT_RUNNING, PENDING_ERROR, ERROR -> false;
    };
  }

  private ViewReadiness viewPart(Watched view) {
    List<LiveTasks.TaskRun> here =
        IntStream.range(0, partitions)
            .mapToObj(partition -> tasks.find(view.name(), partition))
            .flatMap(Optional::stream)
            .toList();
    return new ViewReadiness(
        view.name(),
        ofAll(here, asOf -> asOf.completeSince(sources))
            .max(Comparator.naturalOrder())
            .map(IsoTime::format)
            .orElse(null),
        ofAll(here, asOf -> asOf.reconciledAt(sources))
            .min(Comparator.naturalOrder())
            .map(IsoTime::format)
            .orElse(null),
        IntStream.range(0, partitions)
            .mapToObj(partition -> partitionPart(view, partition))
            .toList());
  }

  /// The times of all tasks, or none if one has none.
  private static Stream<Instant> ofAll(
      List<LiveTasks.TaskRun> tasks, Function<AsOf, Optional<Instant>> time) {
    List<Optional<Instant>> times = tasks.stream().map(task -> time.apply(task.asOf())).toList();
    return times.stream().allMatch(Optional::isPresent)
        ? times.stream().flatMap(Optional::stream)
        : Stream.empty();
  }

  private PartitionPart partitionPart(Watched view, int partition) {
    if (replicasOf(view, partition).stream().anyMatch(OpenReplicas.OpenReplica::isDamaged)) {
      return new PartitionPart(partition, "damaged", null, null, null);
    }
    Optional<LiveTasks.TaskRun> task = tasks.find(view.name(), partition);
    if (task.isPresent()) {
      return new PartitionPart(
          partition,
          "ready",
          task.get().asOf().stated(sources).asOf().map(IsoTime::format).orElse(null),
          null,
          null);
    }
    List<Restore> running =
        restores.running().stream()
            .filter(restore -> restore.partition() == partition)
            .filter(restore -> view.stores().contains(restore.store()))
            .toList();
    return running.isEmpty()
        ? standbyOrElsewhere(view, partition)
        : new PartitionPart(
            partition,
            "restoring",
            null,
            running.stream().mapToLong(Restore::left).sum(),
            running.stream()
                .flatMap(restore -> restore.estimate().stream())
                .max(Comparator.naturalOrder())
                .map(Duration::toSeconds)
                .orElse(null));
  }

  private List<OpenReplicas.OpenReplica> replicasOf(Watched view, int partition) {
    return view.stores().stream()
        .flatMap(store -> replicas.open(store, partition).stream())
        .toList();
  }

  private PartitionPart standbyOrElsewhere(Watched view, int partition) {
    List<OpenReplicas.OpenReplica> here = replicasOf(view, partition);
    return here.isEmpty()
        ? new PartitionPart(partition, "elsewhere", null, null, null)
        : new PartitionPart(
            partition,
            "standby",
            // The as-of of the store that is furthest behind; none before each store has one.
            here.stream()
                .map(OpenReplicas.OpenReplica::lastAsOf)
                .map(
                    asOf -> asOf.flatMap(found -> found.stated(sources).asOf()).orElse(Instant.MIN))
                .min(Comparator.naturalOrder())
                .filter(Predicate.not(Instant.MIN::equals))
                .map(IsoTime::format)
                .orElse(null),
            null,
            null);
  }

  private IngestPart ingestPart(IngestState state) {
    return new IngestPart(
        switch (state.activity()) {
          case Activity.Starting() -> "starting";
          case Activity.Running() -> "running";
          case Activity.Paused(var why, var since) -> "paused";
          case Activity.Stopped() -> "stopped";
          case Activity.Died(var why) -> "died";
        },
        switch (state.activity()) {
          case Activity.Paused(var why, var since) -> why;
          case Activity.Died(var why) -> why;
          case Activity.Running() -> state.silence().orElse(null);
          case Activity.Starting(), Activity.Stopped() -> null;
        },
        state.activity() instanceof Activity.Paused(var why, var since)
            ? IsoTime.format(since)
            : null,
        state.pending(),
        state.lastWatermark().flatMap(time::atMost).map(IsoTime::format).orElse(null),
        state.partitions().entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(
                source ->
                    new SourcePart(
                        source.getKey().topic(),
                        source.getKey().partition(),
                        source.getValue().position().isPresent()
                            ? source.getValue().position().getAsLong()
                            : null,
                        source.getValue().end().isPresent()
                            ? source.getValue().end().getAsLong()
                            : null,
                        Optional.ofNullable(state.lostAt().get(source.getKey()))
                            .map(IsoTime::format)
                            .orElse(null),
                        state.blocked().get(source.getKey())))
            .toList());
  }
}
