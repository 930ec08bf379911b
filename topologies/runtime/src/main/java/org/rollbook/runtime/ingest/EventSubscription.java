package org.rollbook.runtime.ingest;

import java.util.List;
import java.util.Optional;
import org.rollbook.runtime.journal.Journal;

/// The events that a topology reads, and the journals that keep them.
///
/// @param <E> the payload of events
/// @param readers one for each type that it reads
/// @param journals each of them gets every event
/// @param table of the LMS that its rows are compared with, if there is one
public record EventSubscription<E>(
    List<EventReader<E>> readers, List<Journal<E>> journals, Optional<String> table) {

  public EventSubscription {
    readers = List.copyOf(readers);
    journals = List.copyOf(journals);
  }
}
