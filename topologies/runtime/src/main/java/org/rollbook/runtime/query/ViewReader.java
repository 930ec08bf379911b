package org.rollbook.runtime.query;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.kafka.common.utils.Bytes;
import org.rollbook.model.topic.Partitions;
import org.rollbook.runtime.query.Refusal.Reason;
import org.rollbook.runtime.view.AsOfRow;
import org.rollbook.runtime.view.LiveTasks;
import org.rollbook.runtime.view.StoreSpec;
import org.rollbook.runtime.watermark.AsOf;

/// Answers from one store of a view, under the laws of the query side.
///
/// The as-of is read from the same copy as the answer, and before it: state only moves forward, so
/// it stays a lower bound. That it was the same copy is known from the task, which must be the same
/// before and after.
public final class ViewReader<R> {

  private static final Duration SOON = Duration.ofSeconds(1);

  /// Work on one page is bounded even if its filter takes few rows.
  private static final int ROWS_LOOKED_AT = 10_000;

  private final String view;
  private final StoreSpec<R> store;
  private final QuerySide side;

  /// @param view whose task keeps the store
  public ViewReader(String view, StoreSpec<R> store, QuerySide side) {
    this.view = view;
    this.store = store;
    this.side = side;
  }

  /// One row.
  ///
  /// @param firstPart of the key, which decides the partition
  public Answer<R> row(byte[] firstPart, byte[] key, Bounds bounds) {
    return ask(
        firstPart,
        bounds,
        partition ->
            switch (side.copies().row(store.name(), partition, Bytes.wrap(key))) {
              case CopyRead.Read<Optional<byte[]>>(Optional<byte[]> row) ->
                  new CopyRead.Read<>(row.map(store::row));
              case CopyRead.Unreadable<Optional<byte[]>>(String why) ->
                  new CopyRead.Unreadable<>(why);
            });
  }

  /// A page of the rows whose keys begin with the first part, in key order.
  ///
  /// @param request at most so many rows; fewer, even none, if the filter takes few, with a next
  ///   page
  public Answer<Page<R>> page(
      byte[] firstPart, PageRequest request, Predicate<R> filter, Bounds bounds) {
    var scan =
        new PageScan<>(
            store, Bytes.wrap(firstPart), request.start(), request.size(), filter, ROWS_LOOKED_AT);
    Answer<Page<R>> answer =
        ask(
            firstPart,
            bounds,
            partition ->
                switch (scan.of(side.copies(), partition)) {
                  case CopyRead.Read<Page<R>>(Page<R> page) ->
                      new CopyRead.Read<>(Optional.of(page));
                  case CopyRead.Unreadable<Page<R>>(String why) -> new CopyRead.Unreadable<>(why);
                });
    return switch (answer) {
      case Answer.Found<Page<R>>(Page<R> page, Freshness freshness)
          when freshness.completeSince().isEmpty() && !bounds.lenient() ->
          new Answer.NotReady<>(incomplete());
      default -> answer;
    };
  }

  private <T> Answer<T> ask(
      byte[] firstPart, Bounds bounds, Function<Integer, CopyRead<Optional<T>>> reading) {
    int partition = Partitions.of(firstPart, side.partitions());
    Place place = side.locator().place(view, store.name(), partition);
    Answer<T> answer =
        switch (place) {
          case Place.Here() -> here(partition, bounds, reading);
          case Place.There(var host) ->
              notReady(
                  partition,
                  "is held by "
                      + host.host()
                      + ":"
                      + host.port()
                      + ", and peers are not asked yet");
          case Place.Unsettled(String why) -> notReady(partition, "cannot be read: " + why);
        };
    side.meters().asked(view, word(place), word(answer));
    return answer;
  }

  private <T> Answer<T> here(
      int partition, Bounds bounds, Function<Integer, CopyRead<Optional<T>>> reading) {
    Optional<LiveTasks.Incarnation> task = side.tasks().find(view, partition);
    if (task.isEmpty()) {
      return notReady(partition, "is being moved");
    }
    return switch (side.copies().row(store.name(), partition, AsOfRow.KEY)) {
      case CopyRead.Unreadable<Optional<byte[]>>(String why) ->
          notReady(partition, "cannot be read: " + why);
      case CopyRead.Read<Optional<byte[]>>(Optional<byte[]> row) -> {
        AsOf asOf = row.map(AsOfRow::asOf).orElse(AsOf.NONE);
        Optional<Refusal> refusal = refusal(partition, asOf, task.get(), bounds);
        yield refusal.isPresent()
            ? new Answer.NotReady<>(refusal.get())
            : read(partition, asOf, task.get(), bounds, reading.apply(partition));
      }
    };
  }

  private <T> Answer<T> read(
      int partition,
      AsOf asOf,
      LiveTasks.Incarnation task,
      Bounds bounds,
      CopyRead<Optional<T>> read) {
    return switch (read) {
      case CopyRead.Unreadable<Optional<T>>(String why) ->
          notReady(partition, "cannot be read: " + why);
      case CopyRead.Read<Optional<T>>(Optional<T> value) -> {
        if (!side.tasks().find(view, partition).equals(Optional.of(task))) {
          yield notReady(partition, "moved while it was read");
        }
        var freshness =
            new Freshness(
                asOf.asOf().orElseThrow(),
                new ServedBy(ServedBy.Role.ACTIVE, side.instance()),
                asOf.completeSince());
        if (value.isPresent()) {
          yield new Answer.Found<>(value.get(), freshness);
        }
        yield asOf.completeSince().isPresent() || bounds.lenient()
            ? new Answer.Missing<>(freshness)
            : new Answer.NotReady<>(incomplete());
      }
    };
  }

  /// Why an answer of this as-of would not do, if so.
  private Optional<Refusal> refusal(
      int partition, AsOf asOf, LiveTasks.Incarnation task, Bounds bounds) {
    if (asOf.asOf().isEmpty()) {
      return Optional.of(
          new Refusal(
              Reason.NOT_READY,
              "partition "
                  + partition
                  + " of "
                  + view
                  + " has not heard yet how far the sources were read",
              SOON));
    }
    Instant oldest = side.clock().instant().minus(bound(asOf, task, bounds));
    return asOf.asOf().get().isBefore(oldest)
        ? Optional.of(
            new Refusal(
                Reason.STALE,
                "partition "
                    + partition
                    + " of "
                    + view
                    + " holds what the sources held before "
                    + asOf.asOf().get()
                    + ", which is older than asked for",
                SOON))
        : Optional.empty();
  }

  /// A copy that is still replaying a compacted journal or changelog from far back sees as-of times
  /// that compaction has made untrue, all of them older than the compaction lag. Once it has heard
  /// a watermark of its own lifetime it has passed the end that it began with.
  private Duration bound(AsOf asOf, LiveTasks.Incarnation task, Bounds bounds) {
    Instant surelyAfterOpening = task.openedAt().plus(side.clockSkew());
    boolean reachedItsFirstEnd = asOf.listedAt().filter(surelyAfterOpening::isBefore).isPresent();
    Duration clamp = StoreSpec.COMPACTION_LAG.minus(side.clockSkew());
    return reachedItsFirstEnd || bounds.maxStaleness().compareTo(clamp) < 0
        ? bounds.maxStaleness()
        : clamp;
  }

  private <T> Answer<T> notReady(int partition, String what) {
    return new Answer.NotReady<>(
        new Refusal(Reason.NOT_READY, "partition " + partition + " of " + view + " " + what, SOON));
  }

  private Refusal incomplete() {
    return new Refusal(
        Reason.INCOMPLETE,
        view
            + " does not hold everything yet; ask with Prefer: handling=lenient to get what it has",
        Duration.ofMinutes(1));
  }

  private static String word(Place place) {
    return switch (place) {
      case Place.Here() -> "here";
      case Place.There(var host) -> "there";
      case Place.Unsettled(var why) -> "unsettled";
    };
  }

  private static String word(Answer<?> answer) {
    return switch (answer) {
      case Answer.Found<?> found -> "found";
      case Answer.Missing<?> missing -> "missing";
      case Answer.NotReady<?> refused -> refused.refusal().reason().name().toLowerCase(Locale.ROOT);
    };
  }
}
