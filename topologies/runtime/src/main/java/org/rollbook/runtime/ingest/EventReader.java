package org.rollbook.runtime.ingest;

import java.util.Optional;
import java.util.function.Predicate;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.rollbook.model.EventType;
import org.rollbook.model.openedx.ReaderSchemas;

/// How events of one type are understood. Each topology brings one for each type that it hears.
///
/// @param <E> what events say, the same for all readers of a topology
public interface EventReader<E> {

  /// The type that this understands.
  EventType type();

  /// The part of the event that we want, and nothing else: what is not in here is skipped
  /// undecoded.
  default Schema readerSchema() {
    return ReaderSchemas.of(type());
  }

  /// A smaller part of the event that tells whether it is wanted at all; the rest of what is not is
  /// skipped undecoded. Without it, every event of the type is wanted.
  default Optional<Glance> glance() {
    return Optional.empty();
  }

  /// What the event said. Pure; a record that makes no sense is refused, never thrown at.
  ///
  /// @param event a record of [#readerSchema()]
  ReadResult<E> read(GenericRecord event);

  /// The part to look at first.
  ///
  /// @param schema of that part
  /// @param wanted pure; asked of a record of the schema
  record Glance(Schema schema, Predicate<GenericRecord> wanted) {}
}
