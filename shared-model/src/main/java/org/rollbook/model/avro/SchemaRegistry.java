package org.rollbook.model.avro;

import org.apache.avro.Schema;

/// Schemas by id, shared by everyone who writes or reads a topic.
public interface SchemaRegistry {

  /// The schema of an id. May ask the registry and wait some seconds for its answer.
  SchemaLookup schema(int id);

  /// The same, but always asks the registry, also for a known id. For bytes that do not fit the
  /// schema that they name: perhaps the registry was reset and gave the id to another schema.
  SchemaLookup recheck(int id);

  /// The id of a schema under a subject; registers the schema if it has none.
  Registration register(String subject, Schema schema);
}
