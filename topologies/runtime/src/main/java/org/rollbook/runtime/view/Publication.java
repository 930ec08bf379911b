package org.rollbook.runtime.view;

import java.util.List;
import java.util.function.Function;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/// Tells each changed row on the derived topic.
///
/// @param message the row as a record of the derived topic, with the timestamp that the given
///   record of the journal has
public record Publication<E, R, K, V>(Function<R, DerivedMessage<K, V>> message)
    implements Beside<E, R, K, V> {

  @Override
  public List<StoreSpec<?>> stores() {
    return List.of();
  }

  @Override
  public Kept<E, R> in(ProcessorContext<K, V> context) {
    return change -> {
      if (change.isApplied()) {
        DerivedMessage<K, V> told = message.apply(change.after());
        context.forward(
            new Record<>(told.key(), told.value(), context.currentStreamTimeMs(), told.headers()));
      }
    };
  }
}
