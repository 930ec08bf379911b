package org.rollbook.runtime.ingest;

import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.rollbook.model.EventType;

/// How events of one type are understood. Each topology brings one for each type that it hears.
///
/// @param <E> what events say, the same for all readers of a topology
public interface EventReader<E> {

  /// The type that this understands.
  EventType type();

  /// The part of the event that we want, and nothing else: what is not in here is skipped
  /// undecoded.
  Schema readerSchema();

  /// What the event said. Pure; a record that makes no sense is refused, never thrown at.
  ///
  /// @param event a record of [#readerSchema()]
  ReadResult<E> read(GenericRecord event);
}
