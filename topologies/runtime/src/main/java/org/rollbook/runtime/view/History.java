package org.rollbook.runtime.view;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToIntFunction;
import org.rollbook.model.EventStamp;

/// What was received about a row: one item per event, newest stamp first. It has the newest `limit`
/// items, and fewer if they are large.
///
/// Which events are remembered does not depend on the order of arrival: they are those with the
/// greatest stamps. Only outcomes reflect that order.
public record History<E>(List<HistoryItem<E>> items) {

  public History {
    items = List.copyOf(items);
  }

  public static <E> History<E> none() {
    return new History<>(List.of());
  }

  /// Whether the event is remembered.
  public boolean remembers(EventStamp stamp) {
    return items.stream().anyMatch(item -> item.event().stamp().isSameEventAs(stamp));
  }

  /// Whether an event with this id is remembered.
  public boolean hasReceived(String eventId) {
    return items.stream().anyMatch(item -> item.event().stamp().eventId().equals(eventId));
  }

  /// The history with one more item; this one if the event is remembered already.
  public History<E> with(HistoryItem<E> item, int limit) {
    if (remembers(item.event().stamp())) {
      return this;
    }
    List<HistoryItem<E>> more = new ArrayList<>(items);
    more.add(item);
    more.sort(Comparator.comparing((HistoryItem<E> each) -> each.event().stamp()).reversed());
    return new History<>(more.subList(0, Math.min(limit, more.size())));
  }

  /// The newest items: as many as it takes to reach a size, or all.
  ///
  /// An item that is left out here would be left out of any history with more items too, so this
  /// does not depend on the order of arrival either.
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
