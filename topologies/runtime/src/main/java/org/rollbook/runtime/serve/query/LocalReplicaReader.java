package org.rollbook.runtime.serve.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.kafka.common.utils.Bytes;
import org.rollbook.model.topic.Partitions;
import org.rollbook.runtime.serve.query.Refusal.Reason;
import org.rollbook.runtime.serve.query.ServedBy.Role;
import org.rollbook.runtime.view.DigestPart;
import org.rollbook.runtime.view.History;
import org.rollbook.runtime.view.LiveTasks.TaskRun;
import org.rollbook.runtime.view.ReplicaRead;
import org.rollbook.runtime.view.Replicas.Replica;
import org.rollbook.runtime.view.StoreSpec;
import org.rollbook.runtime.watermark.AsOf;

/// Answers from the replicas that this instance has open, by the rules of the query service.
///
/// The as-of is read from the same replica as the answer, and before it: state only moves forward,
/// so the as-of stays a lower bound. Afterwards the replica is looked up again, to check that it
/// was the same one throughout.
///
/// The asker may be wrong about who has which partition. So the partition of each key is computed
/// again here, and whatever is not here is not answered.
final class LocalReplicaReader implements ReplicaReader {

  /// Bounds the work on one page, even if its filter accepts few rows.
  private static final int ROWS_LOOKED_AT = 10_000;

  /// Reading them takes far less time than a peer waits.
  private static final int BUCKETS_READ_AT_ONCE = 10_000;

  private final Map<String, ServedStore<?>> stores;
  private final QueryService.Local local;
  private final AsOfRule rule;

  /// @param stores by name; more may be added while the instance is set up
  LocalReplicaReader(Map<String, ServedStore<?>> stores, QueryService.Local local, AsOfRule rule) {
    this.stores = stores;
    this.local = local;
    this.rule = rule;
  }

  @Override
  public Answer<List<Optional<byte[]>>> rows(RowsQuestion question) {
    return question.keys().stream().allMatch(key -> isOf(question.partition(), key.firstPart()))
        ? target(question.store(), question.partition(), store -> rows(store, question))
        : miscounted(question.store(), question.partition());
  }

  @Override
  public Answer<Page<byte[]>> page(PageQuestion question) {
    return isOf(question.partition(), question.prefix())
        ? target(question.store(), question.partition(), store -> page(store, question))
        : miscounted(question.store(), question.partition());
  }

  @Override
  public Answer<BucketsRead> buckets(BucketsQuestion question) {
    var scan = new BucketScan(question.buckets(), question.firstFinest(), BUCKETS_READ_AT_ONCE);
    return target(
        DigestPart.STORE.name(),
        question.partition(),
        target ->
            answered(target, question.bounds(), _ -> new ReplicaRead.Read<>(false), scan::of));
  }

  private boolean isOf(int partition, Bytes firstPart) {
    return Partitions.of(firstPart.get(), local.partitions()) == partition;
  }

  private <T> Answer<T> miscounted(String store, int partition) {
    return notHere(
        "what was asked for is not in partition "
            + partition
            + " of "
            + store
            + " at "
            + local.instance());
  }

  private <T> Answer<T> target(String store, int partition, Function<Target, Answer<T>> reading) {
    ServedStore<?> served = stores.get(store);
    return served == null
        ? notHere("no store " + store + " is known at " + local.instance())
        : local
            .replicas()
            .find(store, partition)
            .map(replica -> reading.apply(new Target(served, partition, replica)))
            .orElseGet(
                () ->
                    notHere(
                        "partition "
                            + partition
                            + " of "
                            + store
                            + " is not at "
                            + local.instance()));
  }

  /// A replica that was found, with its store and partition.
  private record Target(ServedStore<?> store, int partition, Replica replica) {

    String name() {
      return "partition " + partition + " of " + store.spec().name();
    }
  }

  private Answer<List<Optional<byte[]>>> rows(Target target, RowsQuestion question) {
    return answered(
        target,
        question.bounds(),
        event -> haveReceived(target, question.keys(), event),
        replica -> rows(replica, question.keys()));
  }

  private static ReplicaRead<List<Optional<byte[]>>> rows(Replica replica, List<RowKey> keys) {
    List<Optional<byte[]>> rows = new ArrayList<>(keys.size());
    for (RowKey key : keys) {
      switch (replica.row(key.key())) {
        case ReplicaRead.Read<Optional<byte[]>>(Optional<byte[]> row) -> rows.add(row);
        case ReplicaRead.Unreadable<Optional<byte[]>>(String why) -> {
          return new ReplicaRead.Unreadable<>(why);
        }
      }
    }
    return new ReplicaRead.Read<>(rows);
  }

  private Answer<Page<byte[]>> page(Target target, PageQuestion question) {
    Predicate<byte[]> filter = target.store().filter(question.filter());
    var scan = new PageScan(question.prefix(), question.request(), filter, ROWS_LOOKED_AT);
    return answered(
        target,
        question.bounds(),
        event -> hasReceived(target, question.prefix(), event),
        scan::of);
  }

  /// @param hasReceived whether what is asked for has received an event
  private <T> Answer<T> answered(
      Target target,
      Bounds bounds,
      Function<String, ReplicaRead<Boolean>> hasReceived,
      Function<Replica, ReplicaRead<T>> reading) {
    Optional<TaskRun> task = task(target);
    ReplicaRead<Answer<T>> read =
        applied(task, bounds, hasReceived)
            .then(
                applied ->
                    applied
                        ? fresh(target, roleOf(task), bounds, reading)
                        : new ReplicaRead.Read<>(notYetApplied(target, roleOf(task))));
    return switch (read) {
      case ReplicaRead.Unreadable<Answer<T>>(String why) ->
          notReady(target, "cannot be read: " + why);
      case ReplicaRead.Read<Answer<T>> _ when isAnother(target, task, bounds) ->
          notReady(target, "moved while it was read");
      case ReplicaRead.Read<Answer<T>>(Answer<T> answer) -> answer;
    };
  }

  /// Whether the values read may be from two replicas, or from two task runs if there were several
  /// stores.
  private boolean isAnother(Target target, Optional<TaskRun> task, Bounds bounds) {
    boolean sameReplica =
        local
            .replicas()
            .find(target.store().spec().name(), target.partition())
            .equals(Optional.of(target.replica()));
    return !sameReplica || (bounds.ifApplied().isPresent() && !task(target).equals(task));
  }

  private static Role roleOf(Optional<TaskRun> task) {
    return task.isPresent() ? Role.ACTIVE : Role.STANDBY;
  }

  private Optional<TaskRun> task(Target target) {
    return local.tasks().find(target.store().view(), target.partition());
  }

  /// Only an active replica has the history and the rows of the same moment: each store of a
  /// standby follows its own changelog.
  private static ReplicaRead<Boolean> applied(
      Optional<TaskRun> task, Bounds bounds, Function<String, ReplicaRead<Boolean>> hasReceived) {
    return bounds
        .ifApplied()
        .map(event -> task.isPresent() ? hasReceived.apply(event) : new ReplicaRead.Read<>(false))
        .orElseGet(() -> new ReplicaRead.Read<>(true));
  }

  private <T> ReplicaRead<Answer<T>> fresh(
      Target target, Role role, Bounds bounds, Function<Replica, ReplicaRead<T>> reading) {
    return target
        .replica()
        .asOf()
        .then(
            asOf -> {
              Optional<Refusal> refusal =
                  rule.refusal(
                      target.name(),
                      asOf.stated(local.sources()),
                      target.replica().openedAt(),
                      bounds);
              return refusal.isPresent()
                  ? new ReplicaRead.Read<>(new Answer.NotReady<>(refusal.get()))
                  : reading
                      .apply(target.replica())
                      .then(
                          value ->
                              new ReplicaRead.Read<>(
                                  new Answer.Found<>(value, freshness(asOf, role))));
            });
  }

  private Freshness freshness(AsOf asOf, Role role) {
    return new Freshness(
        asOf.stated(local.sources()).asOf().orElseThrow(),
        new ServedBy(role, local.instance()),
        asOf.completeSince(local.sources()),
        asOf.reconciledAt(local.sources()));
  }

  private ReplicaRead<Boolean> haveReceived(Target target, List<RowKey> keys, String event) {
    return historyOf(target)
        .then(
            history ->
                rows(history.replica(), keys)
                    .then(
                        rows ->
                            new ReplicaRead.Read<>(
                                rows.stream()
                                    .allMatch(
                                        row ->
                                            row.filter(bytes -> history.hasReceived(bytes, event))
                                                .isPresent()))));
  }

  private ReplicaRead<Boolean> hasReceived(Target target, Bytes prefix, String event) {
    var first = new PageRequest(1, Optional.empty());
    return historyOf(target)
        .then(
            history ->
                new PageScan(prefix, first, row -> history.hasReceived(row, event), ROWS_LOOKED_AT)
                    .of(history.replica()))
        .then(page -> new ReplicaRead.Read<>(!page.rows().isEmpty()));
  }

  /// The open replica of the store that records which events each row has received.
  private record HistoryReplica(StoreSpec<? extends History<?>> spec, Replica replica) {

    boolean hasReceived(byte[] row, String event) {
      return spec.row(row).hasReceived(event);
    }
  }

  private ReplicaRead<HistoryReplica> historyOf(Target target) {
    return target
        .store()
        .history()
        .flatMap(
            spec ->
                local
                    .replicas()
                    .find(spec.name(), target.partition())
                    .map(replica -> new HistoryReplica(spec, replica)))
        .<ReplicaRead<HistoryReplica>>map(ReplicaRead.Read::new)
        .orElseGet(() -> new ReplicaRead.Unreadable<>("the events it received are not known here"));
  }

  private static <T> Answer<T> notYetApplied(Target target, Role role) {
    return Answer.notNow(
        Reason.NOT_YET_APPLIED,
        switch (role) {
          case ACTIVE -> target.name() + " has not received the event or remembers only later ones";
          case STANDBY -> target.name() + " is a standby, and only the owner knows each event";
        });
  }

  private static <T> Answer<T> notReady(Target target, String what) {
    return Answer.notNow(Reason.NOT_READY, target.name() + " " + what);
  }

  private static <T> Answer<T> notHere(String why) {
    return Answer.notNow(Reason.NOT_HERE, why);
  }
}
