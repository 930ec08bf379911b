package org.rollbook.runtime.query;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.kafka.common.utils.Bytes;
import org.rollbook.model.topic.Partitions;
import org.rollbook.runtime.query.Copies.Copy;
import org.rollbook.runtime.query.Refusal.Reason;
import org.rollbook.runtime.query.ServedBy.Role;
import org.rollbook.runtime.view.History;
import org.rollbook.runtime.view.LiveTasks.Incarnation;
import org.rollbook.runtime.view.StoreSpec;
import org.rollbook.runtime.watermark.AsOf;

/// Answers from the copies that this instance has open, under the laws of the query side.
///
/// The as-of is read from the same copy as the answer, and before it: state only moves forward, so
/// it stays a lower bound. That it was the same copy is looked up again afterwards.
///
/// Whoever asks may be wrong about who has what: the partition is counted again here, and what is
/// not held is not answered.
final class LocalHolder implements Holder {

  private static final Duration SOON = Duration.ofSeconds(1);

  /// Work on one page is bounded even if its filter takes few rows.
  private static final int ROWS_LOOKED_AT = 10_000;

  private final Map<String, ServedStore<?>> stores;
  private final QuerySide.Local local;
  private final AsOfRule rule;
  private final Bulkhead reads;

  /// @param stores by name; more may come while the instance is put together
  LocalHolder(
      Map<String, ServedStore<?>> stores, QuerySide.Local local, AsOfRule rule, Bulkhead reads) {
    this.stores = stores;
    this.local = local;
    this.rule = rule;
    this.reads = reads;
  }

  @Override
  public Told<List<Optional<byte[]>>> rows(RowsQuestion question) {
    return bounded(
        () ->
            question.keys().stream().allMatch(key -> isOf(question.partition(), key.firstPart()))
                ? held(question.store(), question.partition(), store -> rows(store, question))
                : miscounted(question.store(), question.partition()));
  }

  @Override
  public Told<Page<byte[]>> page(PageQuestion question) {
    return bounded(
        () ->
            isOf(question.partition(), question.prefix())
                ? held(question.store(), question.partition(), store -> page(store, question))
                : miscounted(question.store(), question.partition()));
  }

  private <T> Told<T> bounded(Supplier<Told<T>> reading) {
    return reads
        .run(reading)
        .orElseGet(
            () ->
                refused(
                    Reason.OVERLOADED,
                    "as many reads are under way at " + local.instance() + " as it takes at once"));
  }

  private boolean isOf(int partition, Bytes firstPart) {
    return Partitions.of(firstPart.get(), local.partitions()) == partition;
  }

  private <T> Told<T> miscounted(String store, int partition) {
    return new Told.NotHeld<>(
        "what was asked for is not in partition "
            + partition
            + " of "
            + store
            + " at "
            + local.instance());
  }

  private <T> Told<T> held(String store, int partition, Function<Held, Told<T>> reading) {
    ServedStore<?> served = stores.get(store);
    return served == null
        ? new Told.NotHeld<>("no store " + store + " is known at " + local.instance())
        : local
            .copies()
            .find(store, partition)
            .map(copy -> reading.apply(new Held(served, partition, copy)))
            .orElseGet(
                () ->
                    new Told.NotHeld<>(
                        "partition "
                            + partition
                            + " of "
                            + store
                            + " is not at "
                            + local.instance()));
  }

  /// A copy that was found, and whose it is.
  private record Held(ServedStore<?> store, int partition, Copy copy) {

    String name() {
      return "partition " + partition + " of " + store.spec().name();
    }
  }

  private Told<List<Optional<byte[]>>> rows(Held held, RowsQuestion question) {
    return answered(
        held,
        question.bounds(),
        event -> haveHeard(held, question.keys(), event),
        copy -> rows(copy, question.keys()));
  }

  private static CopyRead<List<Optional<byte[]>>> rows(Copy copy, List<RowKey> keys) {
    List<Optional<byte[]>> rows = new ArrayList<>(keys.size());
    for (RowKey key : keys) {
      switch (copy.row(key.key())) {
        case CopyRead.Read<Optional<byte[]>>(Optional<byte[]> row) -> rows.add(row);
        case CopyRead.Unreadable<Optional<byte[]>>(String why) -> {
          return new CopyRead.Unreadable<>(why);
        }
      }
    }
    return new CopyRead.Read<>(rows);
  }

  private Told<Page<byte[]>> page(Held held, PageQuestion question) {
    Predicate<byte[]> filter = held.store().filter(question.filter());
    var scan = new PageScan(question.prefix(), question.request(), filter, ROWS_LOOKED_AT);
    return answered(
        held, question.bounds(), event -> hasHeard(held, question.prefix(), event), scan::of);
  }

  /// @param hasHeard whether what is asked for has heard an event
  private <T> Told<T> answered(
      Held held,
      Bounds bounds,
      Function<String, CopyRead<Boolean>> hasHeard,
      Function<Copy, CopyRead<T>> reading) {
    Optional<Incarnation> task = task(held);
    CopyRead<Told<T>> read =
        applied(task, bounds, hasHeard)
            .then(
                applied ->
                    applied
                        ? fresh(held, roleOf(task), bounds, reading)
                        : new CopyRead.Read<>(notYetApplied(held, roleOf(task))));
    return switch (read) {
      case CopyRead.Unreadable<Told<T>>(String why) -> notReady(held, "cannot be read: " + why);
      case CopyRead.Read<Told<T>> _ when isAnother(held, task, bounds) ->
          notReady(held, "moved while it was read");
      case CopyRead.Read<Told<T>>(Told<T> told) -> told;
    };
  }

  /// Whether what was read may be of two copies, or of two turns of the task that has several.
  private boolean isAnother(Held held, Optional<Incarnation> task, Bounds bounds) {
    boolean sameCopy =
        local
            .copies()
            .find(held.store().spec().name(), held.partition())
            .equals(Optional.of(held.copy()));
    return !sameCopy || (bounds.ifApplied().isPresent() && !task(held).equals(task));
  }

  private static Role roleOf(Optional<Incarnation> task) {
    return task.isPresent() ? Role.ACTIVE : Role.STANDBY;
  }

  private Optional<Incarnation> task(Held held) {
    return local.tasks().find(held.store().view(), held.partition());
  }

  /// Only an active copy has the history and the rows of the same moment: the stores of a standby
  /// follow changelogs of their own.
  private static CopyRead<Boolean> applied(
      Optional<Incarnation> task, Bounds bounds, Function<String, CopyRead<Boolean>> hasHeard) {
    return bounds
        .ifApplied()
        .map(event -> task.isPresent() ? hasHeard.apply(event) : new CopyRead.Read<>(false))
        .orElseGet(() -> new CopyRead.Read<>(true));
  }

  private <T> CopyRead<Told<T>> fresh(
      Held held, Role role, Bounds bounds, Function<Copy, CopyRead<T>> reading) {
    return held.copy()
        .asOf()
        .then(
            asOf -> {
              Optional<Refusal> refusal =
                  rule.refusal(
                      held.name(), asOf.coverage(local.sources()), held.copy().openedAt(), bounds);
              return refusal.isPresent()
                  ? new CopyRead.Read<>(new Told.Refused<>(refusal.get()))
                  : reading
                      .apply(held.copy())
                      .then(
                          value ->
                              new CopyRead.Read<>(new Told.Said<>(value, freshness(asOf, role))));
            });
  }

  private Freshness freshness(AsOf asOf, Role role) {
    return new Freshness(
        asOf.coverage(local.sources()).asOf().orElseThrow(),
        new ServedBy(role, local.instance()),
        asOf.completeSince(local.sources()));
  }

  private CopyRead<Boolean> haveHeard(Held held, List<RowKey> keys, String event) {
    return historyOf(held)
        .then(
            history ->
                rows(history.copy(), keys)
                    .then(
                        rows ->
                            new CopyRead.Read<>(
                                rows.stream()
                                    .allMatch(
                                        row ->
                                            row.filter(bytes -> history.hasHeard(bytes, event))
                                                .isPresent()))));
  }

  private CopyRead<Boolean> hasHeard(Held held, Bytes prefix, String event) {
    var first = new PageRequest(1, Optional.empty());
    return historyOf(held)
        .then(
            history ->
                new PageScan(prefix, first, row -> history.hasHeard(row, event), ROWS_LOOKED_AT)
                    .of(history.copy()))
        .then(page -> new CopyRead.Read<>(!page.rows().isEmpty()));
  }

  /// The open copy of the store that knows what rows have heard.
  private record HistoryCopy(StoreSpec<? extends History<?>> spec, Copy copy) {

    boolean hasHeard(byte[] row, String event) {
      return spec.row(row).hasHeard(event);
    }
  }

  private CopyRead<HistoryCopy> historyOf(Held held) {
    return held.store()
        .history()
        .flatMap(
            spec ->
                local
                    .copies()
                    .find(spec.name(), held.partition())
                    .map(copy -> new HistoryCopy(spec, copy)))
        .<CopyRead<HistoryCopy>>map(CopyRead.Read::new)
        .orElseGet(() -> new CopyRead.Unreadable<>("what it has heard is not known here"));
  }

  private static <T> Told<T> notYetApplied(Held held, Role role) {
    return refused(
        Reason.NOT_YET_APPLIED,
        switch (role) {
          case ACTIVE -> held.name() + " has not heard the event, or remembers only later ones";
          case STANDBY -> held.name() + " is a standby, and only the owner knows each event";
        });
  }

  private static <T> Told<T> notReady(Held held, String what) {
    return refused(Reason.NOT_READY, held.name() + " " + what);
  }

  private static <T> Told<T> refused(Reason reason, String detail) {
    return new Told.Refused<>(new Refusal(reason, detail, SOON));
  }
}
