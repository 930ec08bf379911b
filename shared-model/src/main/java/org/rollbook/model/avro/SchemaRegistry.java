package org.rollbook.model.avro;

import org.apache.avro.Schema;

/// Schemas by id, shared by everyone who writes or reads a topic.
public interface SchemaRegistry {

  /// The schema of an id. May ask the registry, and wait for its answer some seconds.
  SchemaLookup schema(int id);

  /// The id of a schema under a subject, which is made when it has none.
  Registration register(String subject, Schema schema);
}
