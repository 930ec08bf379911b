package org.rollbook.model.avro;

import org.apache.avro.Schema;

/// Schemas by id, shared by everyone who writes or reads a topic.
public interface SchemaRegistry {

  /// The schema of an id. May ask the registry, and wait for its answer some seconds.
  SchemaLookup schema(int id);

  /// The same, but asked anew for an id that was given before. For when bytes do not fit the schema
  /// that they name: perhaps the registry began again and gave the id to another.
  SchemaLookup recheck(int id);

  /// The id of a schema under a subject, which is made when it has none.
  Registration register(String subject, Schema schema);
}
