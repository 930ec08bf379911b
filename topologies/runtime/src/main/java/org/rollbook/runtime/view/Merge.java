package org.rollbook.runtime.view;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.rollbook.model.Heard;
import org.rollbook.runtime.journal.JournalCodec;
import org.rollbook.runtime.journal.JournalKey;
import org.rollbook.runtime.watermark.AsOf;
import org.rollbook.runtime.watermark.Watermark;
import org.rollbook.runtime.watermark.WatermarkCodec;
import org.rollbook.runtime.watermark.WatermarkKeys;

/// Merges one journal partition into the rows of a view, and keeps the as-of row of each of its
/// stores.
///
/// A record of the journal that is not understood ends the thread: nobody but us writes there, and
/// to go on without it would be a lost event.
final class Merge<E, R> implements Processor<byte[], byte @Nullable [], Bytes, Bytes> {

  private final View<E, R> view;
  private final ViewSurroundings surroundings;
  private final JournalCodec<E> events;
  private @Nullable Opened<E, R> opened;

  /// What there is between the opening and the closing of the task.
  private record Opened<E, R>(
      Rows<R> rows,
      List<Beside.Kept<E, R>> besides,
      List<KeyValueStore<Bytes, byte[]>> stores,
      int partition,
      LiveTasks.Incarnation incarnation) {}

  Merge(View<E, R> view, ViewSurroundings surroundings) {
    this.view = view;
    this.surroundings = surroundings;
    this.events = view.journal().values();
  }

  @Override
  public void init(ProcessorContext<Bytes, Bytes> context) {
    Rows<R> rows = Rows.of(view.rows(), context);
    List<KeyValueStore<Bytes, byte[]>> stores =
        view.stores().stream().map(store -> Rows.of(store, context).store()).toList();
    int partition = context.taskId().partition();
    AsOf asOf =
        Optional.ofNullable(rows.store().get(AsOfRow.KEY)).map(AsOfRow::asOf).orElse(AsOf.NONE);
    opened =
        new Opened<>(
            rows,
            view.besides().stream().map(beside -> beside.in(context)).toList(),
            stores,
            partition,
            surroundings
                .tasks()
                .opened(view.name(), partition, surroundings.clock().instant(), asOf));
  }

  @Override
  public void process(Record<byte[], byte @Nullable []> record) {
    byte @Nullable [] value = record.value();
    if (value == null) {
      // A learner was erased from the journal.
      return;
    }
    if (WatermarkKeys.holdsWatermark(record.key())) {
      hear(WatermarkCodec.fromBytes(value));
    } else {
      hear(Bytes.wrap(JournalKey.viewKeyOf(record.key())), events.fromBytes(value));
    }
  }

  private void hear(Watermark watermark) {
    Opened<E, R> task = opened();
    AsOf asOf = task.incarnation().asOf().hear(watermark);
    byte[] row = AsOfRow.bytes(asOf);
    task.stores().forEach(store -> store.put(AsOfRow.KEY, row));
    task.incarnation().heard(asOf, surroundings.clock().instant());
  }

  private void hear(Bytes key, Heard<E> heard) {
    Opened<E, R> task = opened();
    Optional<R> before = task.rows().get(key);
    var change = new Change<>(key, heard, before, view.law().after(before, heard));
    if (change.isApplied()) {
      task.rows().put(key, change.after());
    }
    task.besides().forEach(beside -> beside.heard(change));
    Instant now = surroundings.clock().instant();
    task.incarnation().heard(now);
    surroundings
        .meters()
        .heard(
            view.name(),
            change.isApplied() ? Outcome.APPLIED : Outcome.LATE,
            Duration.between(heard.stamp().eventTime(), now));
  }

  private Opened<E, R> opened() {
    Opened<E, R> task = opened;
    if (task == null) {
      throw new IllegalStateException(view.name() + " was asked to process before it was opened");
    }
    return task;
  }

  @Override
  public void close() {
    Opened<E, R> task = opened;
    if (task != null) {
      surroundings.tasks().closed(view.name(), task.partition(), task.incarnation());
      opened = null;
    }
  }
}
