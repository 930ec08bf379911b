package org.rollbook.runtime.view;

import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/// Remembers the events of each row: the answer to "why is this value so?".
///
/// @param codec of the histories in that store
/// @param limit how many events are remembered per row; fewer if they have half a megabyte together
public record HistoryPart<E, R>(StoreSpec<History<E>> store, HistoryCodec<E> codec, int limit)
    implements ViewPart<E, R> {

  /// A row of this size and one more event is far below the limit of a changelog record.
  static final int BYTES = 512 << 10;

  @Override
  public List<StoreSpec<?>> stores() {
    return List.of(store);
  }

  @Override
  public TaskPart<E, R> in(ViewTask task) {
    KeyValueStore<Bytes, byte[]> histories = task.rows(store).store();
    return change -> {
      // The event that made the row is the first in its history: there is nothing to read.
      byte[] before = change.before().isEmpty() ? null : histories.get(change.key());
      return longer(before, new HistoryItem<>(change.event(), change.outcome()))
          .<Runnable>map(history -> new Put(histories, change.key(), history))
          .orElse(TaskPart.NOTHING);
    };
  }

  /// A stored history with one more item; empty if the event is remembered already, or older than
  /// all that are.
  Optional<byte[]> longer(byte @Nullable [] history, HistoryItem<E> item) {
    if (history == null) {
      return Optional.of(store.bytes(new History<>(List.of(item))));
    }
    if (limit >= NewestItems.LEAST_LIMIT) {
      var form = new NewestItems.Form<>(codec);
      NewestItems<E> newest = store.row(form, history);
      if (newest.wouldFollow(item)) {
        byte[] longer = store.bytes(form, newest.with(item, limit, codec));
        if (longer.length <= BYTES) {
          return Optional.of(longer);
        }
      }
    }
    History<E> before = store.row(history);
    History<E> longer = before.with(item, limit).upTo(BYTES, codec::bytesOf);
    return longer.equals(before) ? Optional.empty() : Optional.of(store.bytes(longer));
  }
}
