package org.rollbook.runtime.view;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToIntFunction;
import org.rollbook.model.EventStamp;

/// What was heard about a row: one item per event, newest stamp first, the newest `limit` of them,
/// and fewer if they are large.
///
/// Which events are remembered does not depend on the order of hearing: they are the greatest
/// stamps. Only outcomes tell how they came.
public record History<E>(List<HistoryItem<E>> items) {

  public History {
    items = List.copyOf(items);
  }

  public static <E> History<E> none() {
    return new History<>(List.of());
  }

  /// Whether the event is among the remembered.
  public boolean remembers(EventStamp stamp) {
    return items.stream().anyMatch(item -> item.heard().stamp().isSameEventAs(stamp));
  }

  /// Whether an event of this id is among the remembered.
  public boolean hasHeard(String eventId) {
    return items.stream().anyMatch(item -> item.heard().stamp().eventId().equals(eventId));
  }

  /// The history with one more item; this one if the event is remembered already.
  public History<E> with(HistoryItem<E> item, int limit) {
    if (remembers(item.heard().stamp())) {
      return this;
    }
    List<HistoryItem<E>> more = new ArrayList<>(items);
    more.add(item);
    more.sort(Comparator.comparing((HistoryItem<E> each) -> each.heard().stamp()).reversed());
    return new History<>(more.subList(0, Math.min(limit, more.size())));
  }

  /// The newest items: as many as it takes to reach a size, or all.
  ///
  /// An item that is left out here would be left out of any history with more items too, so this
  /// does not depend on the order of hearing either.
  ///
  /// @param bytes the size
  /// @param bytesOf an item
  History<E> upTo(int bytes, ToIntFunction<HistoryItem<E>> bytesOf) {
    int sum = 0;
    for (int i = 0; i < items.size(); i++) {
      sum += bytesOf.applyAsInt(items.get(i));
      if (sum >= bytes) {
        return new History<>(items.subList(0, i + 1));
      }
    }
    return this;
  }
}
