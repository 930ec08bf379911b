package org.rollbook.runtime.ingest;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.Schema;
import org.rollbook.model.avro.Registration;
import org.rollbook.model.avro.SchemaLookup;
import org.rollbook.model.avro.SchemaRegistry;

/// A registry in memory, which can be down or forgetful.
class FakeRegistry implements SchemaRegistry {

  private final Map<Integer, Schema> schemas = new ConcurrentHashMap<>();
  private final Map<Integer, SchemaLookup> odd = new ConcurrentHashMap<>();
  private final AtomicInteger questions = new AtomicInteger();
  private volatile Runnable asked = () -> {};
  private volatile Optional<SchemaLookup> instead = Optional.empty();

  FakeRegistry() {
    schemas.put(Words.SCHEMA_ID, Words.WRITER);
  }

  void put(int id, Schema schema) {
    schemas.put(id, schema);
  }

  /// Answers every request with this.
  void answer(SchemaLookup answer) {
    instead = Optional.of(answer);
  }

  /// Answers requests for one id with this.
  void answer(int id, SchemaLookup answer) {
    odd.put(id, answer);
  }

  void answerAgain() {
    odd.clear();
    instead = Optional.empty();
  }

  /// Runs an action at each request.
  void whenAsked(Runnable action) {
    asked = action;
  }

  int questions() {
    return questions.get();
  }

  @Override
  public SchemaLookup schema(int id) {
    questions.incrementAndGet();
    asked.run();
    Schema schema = schemas.get(id);
    SchemaLookup oddly = odd.get(id);
    if (oddly != null) {
      return oddly;
    }
    return instead.orElseGet(
        () -> schema == null ? new SchemaLookup.Unknown() : new SchemaLookup.Known(schema));
  }

  @Override
  public SchemaLookup recheck(int id) {
    return schema(id);
  }

  @Override
  public Registration register(String subject, Schema schema) {
    throw new UnsupportedOperationException("ingest registers nothing");
  }
}
