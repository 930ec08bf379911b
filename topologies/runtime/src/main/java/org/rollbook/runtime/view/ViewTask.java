package org.rollbook.runtime.view;

import java.time.Duration;
import java.util.function.LongConsumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/// One task of a view, for what is kept or published beside its rows.
public final class ViewTask {

  private final ProcessorContext<Bytes, Bytes> context;
  private final String derived;

  /// @param derived the node that writes to the derived topic
  ViewTask(ProcessorContext<Bytes, Bytes> context, String derived) {
    this.context = context;
    this.derived = derived;
  }

  <R> Rows<R> rows(StoreSpec<R> store) {
    return Rows.of(store, context);
  }

  /// Does something again and again, each time with the wall clock's milliseconds.
  void every(Duration interval, LongConsumer action) {
    context.schedule(interval, PunctuationType.WALL_CLOCK_TIME, action::accept);
  }

  /// Writes to the derived topic, with the time of the journal.
  void publish(DerivedMessage message) {
    publish(message, context.currentStreamTimeMs());
  }

  /// @param time in milliseconds
  void publish(DerivedMessage message, long time) {
    context.forward(new Record<>(message.key(), message.value(), time, message.headers()), derived);
  }
}
