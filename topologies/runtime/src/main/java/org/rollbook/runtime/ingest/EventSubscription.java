package org.rollbook.runtime.ingest;

import java.util.List;
import org.rollbook.runtime.journal.Journal;

/// The events that a topology reads, and the journals that keep them.
///
/// @param <E> the payload of events
/// @param readers one for each type that it reads
/// @param journals each of them gets every event
public record EventSubscription<E>(List<EventReader<E>> readers, List<Journal<E>> journals) {

  public EventSubscription {
    readers = List.copyOf(readers);
    journals = List.copyOf(journals);
  }
}
