package org.rollbook.model.avro;

import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.avro.Schema;

/// The ids that a registry gave a site, and what they stand for. Whoever remembers them needs no
/// registry for what was read before, and notices a registry that began again.
///
/// Several processes of a site share it. Safe for many threads.
public interface SchemaMemory {

  /// Takes up what others have put since.
  ///
  /// @throws IOException if that cannot be found out now
  void catchUp() throws IOException;

  /// What an id stands for, as far as is known here.
  Optional<Schema> get(int id);

  /// Every id that is known here, the greatest first.
  Stream<Integer> ids();

  /// The id that exactly this schema once got.
  Optional<Integer> idOf(Schema schema);

  /// Remembers what an id stands for, for everybody. To put the same again changes nothing.
  ///
  /// @throws IOException if it cannot be kept; it is then not remembered at all
  void put(int id, Schema schema) throws IOException;
}
