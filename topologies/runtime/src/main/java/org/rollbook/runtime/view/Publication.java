package org.rollbook.runtime.view;

import java.util.List;
import java.util.function.Function;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/// Tells each changed row on the derived topic.
///
/// @param message the row as a record of the derived topic, with the timestamp that the given
///   record of the journal has
public record Publication<E, R>(Function<R, DerivedMessage> message) implements Beside<E, R> {

  @Override
  public List<StoreSpec<?>> stores() {
    return List.of();
  }

  @Override
  public Kept<E, R> in(ProcessorContext<Bytes, Bytes> context) {
    return change -> {
      if (change.isApplied()) {
        DerivedMessage told = message.apply(change.after());
        context.forward(
            new Record<>(told.key(), told.value(), context.currentStreamTimeMs(), told.headers()));
      }
    };
  }
}
