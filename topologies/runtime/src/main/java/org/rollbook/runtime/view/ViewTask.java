package org.rollbook.runtime.view;

import java.time.Duration;
import java.util.function.LongConsumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/// One task of a view, for the parts of the view.
public final class ViewTask {

  private final ProcessorContext<OutputKey, Bytes> context;
  private final String derived;
  private final Runnable failure;

  /// @param derived the node that writes to the derived topic
  /// @param failure counts what cannot be published
  ViewTask(ProcessorContext<OutputKey, Bytes> context, String derived, Runnable failure) {
    this.context = context;
    this.derived = derived;
    this.failure = failure;
  }

  /// Counts something that cannot be published, so that an operator is told.
  void countFailure() {
    failure.run();
  }

  <R> Rows<R> rows(StoreSpec<R> store) {
    return Rows.of(store, context);
  }

  /// Runs an action again and again, each time with the wall clock's milliseconds.
  void every(Duration interval, LongConsumer action) {
    context.schedule(interval, PunctuationType.WALL_CLOCK_TIME, action::accept);
  }

  /// Writes to the derived topic, with the timestamp of the journal record.
  void publish(DerivedMessage message) {
    publish(message, context.currentStreamTimeMs());
  }

  /// @param time in milliseconds
  void publish(DerivedMessage message, long time) {
    context.forward(new Record<>(message.key(), message.value(), time, message.headers()), derived);
  }
}
