package org.rollbook.runtime.view;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.rollbook.model.SourcePosition;
import org.rollbook.model.Stamped;
import org.rollbook.runtime.journal.JournalCodec;
import org.rollbook.runtime.journal.JournalKey;
import org.rollbook.runtime.watermark.CompletedPass;
import org.rollbook.runtime.watermark.Watermark;
import org.rollbook.runtime.watermark.WatermarkCodec;
import org.rollbook.runtime.watermark.WatermarkKeys;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Merges one journal partition into the rows of a view, and updates the as-of row of each of its
/// stores.
///
/// A record is merged in two steps. First everything is computed that the record may cause to fail:
/// decoding, the law, the parts of the view, derived records, sizes. Then it is written. So a
/// record that fails has changed nothing: it becomes a dead letter, and [MergeState] records that
/// it is missing. A store or a broker that fails ends the thread instead.
final class Merge<E, R> implements Processor<byte[], byte @Nullable [], OutputKey, Bytes> {

  private static final Logger LOG = LoggerFactory.getLogger(Merge.class);

  private final View<E, R> view;
  private final ViewContext viewContext;
  private final JournalCodec<E> events;
  private @Nullable Opened<E, R> opened;

  /// Everything that exists from the opening to the closing of the task.
  private record Opened<E, R>(
      ProcessorContext<OutputKey, Bytes> context,
      Rows<R> rows,
      List<ViewPart.TaskPart<E, R>> parts,
      MergeState state,
      LiveTasks.TaskRun taskRun) {}

  Merge(View<E, R> view, ViewContext viewContext) {
    this.view = view;
    this.viewContext = viewContext;
    this.events = view.journal().values();
  }

  @Override
  public void init(ProcessorContext<OutputKey, Bytes> context) {
    var task =
        new ViewTask(
            context, view.derivedNode(), () -> viewContext.meters().unmergeable(view.name()));
    Rows<R> rows = task.rows(view.rows());
    var state =
        MergeState.of(view.stores().stream().map(store -> task.rows(store).store()).toList());
    opened =
        new Opened<>(
            context,
            rows,
            view.parts().stream().map(part -> part.in(task)).toList(),
            state,
            viewContext
                .tasks()
                .opened(
                    view.name(),
                    context.taskId().partition(),
                    viewContext.clock().instant(),
                    state.asOf()));
  }

  @Override
  public void process(Record<byte[], byte @Nullable []> record) {
    Opened<E, R> task = opened();
    effectOf(record, task).run();
    task.taskRun().received(task.state().asOf(), viewContext.clock().instant());
  }

  private Runnable effectOf(Record<byte[], byte @Nullable []> record, Opened<E, R> task) {
    byte @Nullable [] value = record.value();
    try {
      if (value == null) {
        // A learner was erased from the journal.
        return () -> task.state().noLongerMissing(record.key());
      }
      return WatermarkKeys.holdsWatermark(record.key())
          ? effectOfWatermark(record, value, task)
          : effectOf(record.key(), events.fromBytes(value), task);
    } catch (KafkaException environment) {
      throw environment;
    } catch (RuntimeException failure) {
      return () -> reject(record, failure, task);
    }
  }

  private Runnable effectOfWatermark(
      Record<byte[], byte @Nullable []> record, byte[] value, Opened<E, R> task) {
    Header pass = record.headers().lastHeader(CompletedPass.HEADER);
    if (pass != null) {
      return task.state().effectOf(CompletedPass.fromHeader(pass.value()));
    }
    Header sources = record.headers().lastHeader(WatermarkCodec.HEADER);
    return effectOf(
        WatermarkCodec.fromBytes(value, sources == null ? null : sources.value()), record, task);
  }

  /// A watermark that cannot be believed counts for its losses only.
  private Runnable effectOf(
      Watermark watermark, Record<byte[], byte @Nullable []> record, Opened<E, R> task) {
    Instant writtenAt = Instant.ofEpochMilli(record.timestamp());
    Runnable effect = task.state().effectOf(watermark, writtenAt);
    return watermark.isAheadOf(writtenAt)
        ? () -> {
          effect.run();
          viewContext.meters().watermarkFromTheFuture(view.name());
        }
        : effect;
  }

  private Runnable effectOf(byte[] journalKey, Stamped<E> event, Opened<E, R> task) {
    Bytes key = Bytes.wrap(JournalKey.viewKeyOf(journalKey));
    var change = Change.of(key, event, task.rows().get(key), view.law());
    Runnable row =
        change.isApplied() ? task.rows().put(key, change.after()) : ViewPart.TaskPart.NOTHING;
    List<Runnable> parts = task.parts().stream().map(part -> part.effectOf(change)).toList();
    return () -> {
      row.run();
      parts.forEach(Runnable::run);
      task.state().noLongerMissing(journalKey);
      viewContext
          .meters()
          .received(
              view.name(),
              change.outcome(),
              Duration.between(event.stamp().eventTime(), viewContext.clock().instant()));
    };
  }

  private void reject(
      Record<byte[], byte @Nullable []> record, RuntimeException failure, Opened<E, R> task) {
    Instant now = viewContext.clock().instant();
    var letter =
        new UnmergeableLetter(
            view.name(), record, positionOf(task.context()), eventOf(record), failure, now);
    task.context().forward(letter.record(), view.deadLettersNode());
    task.state().missing(record.key(), now);
    viewContext.meters().unmergeable(view.name());
    LOG.atError()
        .addKeyValue("view", view.name())
        .addKeyValue("partition", task.context().taskId().partition())
        .addKeyValue("origin", letter.origin())
        .addKeyValue("failure", failure.getClass().getName())
        .log("An event cannot be merged and is a dead letter; the view is incomplete without it");
  }

  private Optional<Stamped<E>> eventOf(Record<byte[], byte @Nullable []> record) {
    byte @Nullable [] value = record.value();
    if (value == null || WatermarkKeys.holdsWatermark(record.key())) {
      return Optional.empty();
    }
    try {
      return Optional.of(events.fromBytes(value));
    } catch (IllegalArgumentException unreadable) {
      return Optional.empty();
    }
  }

  private static SourcePosition positionOf(ProcessorContext<OutputKey, Bytes> context) {
    return context
        .recordMetadata()
        .map(at -> new SourcePosition(at.topic(), at.partition(), at.offset()))
        .orElseThrow(() -> new IllegalStateException("a journal record has a position"));
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
      viewContext.tasks().closed(view.name(), task.context().taskId().partition(), task.taskRun());
      opened = null;
    }
  }
}
