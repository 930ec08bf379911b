package org.rollbook.runtime.ingest;

import java.util.List;
import org.rollbook.runtime.journal.Journal;

/// What a topology hears, and where that is kept.
///
/// @param <E> what events say
/// @param readers one for each type that it asks for
/// @param journals every event goes to each
public record Hearing<E>(List<EventReader<E>> readers, List<Journal<E>> journals) {

  public Hearing {
    readers = List.copyOf(readers);
    journals = List.copyOf(journals);
  }
}
