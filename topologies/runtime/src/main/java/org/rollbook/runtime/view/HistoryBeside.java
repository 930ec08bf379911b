package org.rollbook.runtime.view;

import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/// Remembers what was heard about each row: the answer to "why is this value so?".
///
/// @param limit how many events are remembered per row
public record HistoryBeside<E, R, K, V>(StoreSpec<History<E>> store, int limit)
    implements Beside<E, R, K, V> {

  @Override
  public List<StoreSpec<?>> stores() {
    return List.of(store);
  }

  @Override
  public Kept<E, R> in(ProcessorContext<K, V> context) {
    Rows<History<E>> histories = Rows.of(store, context);
    return change -> {
      Bytes key = change.key();
      History<E> history = histories.get(key).orElseGet(History::none);
      Outcome outcome = change.isApplied() ? Outcome.APPLIED : Outcome.LATE;
      History<E> longer = history.with(new HistoryItem<>(change.heard(), outcome), limit);
      if (!longer.equals(history)) {
        histories.put(key, longer);
      }
    };
  }
}
