package org.rollbook.runtime.ingest;

import java.util.Optional;
import java.util.function.Predicate;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.rollbook.model.event.Rejection;
import org.rollbook.model.topic.EventContract;

/// Reads events of one type. Each topology has one reader for each type that it subscribes to.
///
/// @param <E> the payload of events, the same for all readers of a topology
public interface EventReader<E> {

  /// The type that this reads, and the part of the event that we want.
  EventContract contract();

  /// A smaller part of the event that decides whether the event is wanted; the rest of an unwanted
  /// event is skipped undecoded. Without it, every event of the type is wanted.
  default Optional<Glance> glance() {
    return Optional.empty();
  }

  /// The payload of an event. Pure.
  ///
  /// @param event a record of the contract's schema
  /// @throws Rejection for a record that makes no sense
  E read(GenericRecord event) throws Rejection;

  /// The part to look at first.
  ///
  /// @param schema of that part
  /// @param wanted pure; applied to a record of the schema
  record Glance(Schema schema, Predicate<GenericRecord> wanted) {}
}
