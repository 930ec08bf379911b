package org.rollbook.model.avro;

import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.avro.Schema;

/// The schema ids that a registry gave a site, with their schemas. A process that has them needs no
/// registry for ids that were read before, and detects a registry that was reset.
///
/// Several processes of a site share this memory. Safe for many threads.
public interface SchemaMemory {

  /// Reads the entries that other processes have added since the last call.
  ///
  /// @throws IOException if they cannot be read now
  void catchUp() throws IOException;

  /// The schema of an id, if it is known here.
  Optional<Schema> get(int id);

  /// Every id that is known here, greatest first.
  Stream<Integer> ids();

  /// The id of exactly this schema, if it has one.
  Optional<Integer> idOf(Schema schema);

  /// Stores the schema of an id for all processes. Putting the same entry again changes nothing.
  ///
  /// @throws IOException if it cannot be stored; it is then not remembered at all
  void put(int id, Schema schema) throws IOException;
}
