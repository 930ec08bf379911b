package org.rollbook.runtime.ingest.rejected;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Remembers the newest rejected events, up to a maximum. Thread-safe.
final class RecentLetters implements RejectedEvents {

  private final int most;
  private final Map<String, RejectedEvent> byId = new LinkedHashMap<>();

  /// @param most how many are remembered
  RecentLetters(int most) {
    this.most = most;
  }

  @Override
  public synchronized Optional<RejectedEvent> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /// Remembers an event, and forgets the one remembered longest if there are too many. Of two
  /// letters about one event the newer is remembered.
  synchronized void remember(String id, RejectedEvent event) {
    byId.remove(id);
    byId.put(id, event);
    if (byId.size() > most) {
      byId.remove(byId.keySet().iterator().next());
    }
  }
}
