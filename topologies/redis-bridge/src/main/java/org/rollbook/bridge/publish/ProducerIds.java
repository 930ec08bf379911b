package org.rollbook.bridge.publish;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.rollbook.model.avro.Registration;
import org.rollbook.model.avro.RegistryClient;

/// The ids of the schemas that Open edX's Kafka producer would have registered, under its subjects
/// and in its spelling. Asked for once in the life of the process.
public final class ProducerIds implements SubjectIds {

  private final RegistryClient registry;
  private final Map<String, Integer> known = new ConcurrentHashMap<>();

  public ProducerIds(RegistryClient registry) {
    this.registry = registry;
  }

  @Override
  public int of(String subject, String schema) {
    return known.computeIfAbsent(subject + " " + schema, _ -> registered(subject, schema));
  }

  private int registered(String subject, String schema) {
    return switch (registry.registerAsSpelled(subject, schema)) {
      case Registration.Registered(int id) -> id;
      case Registration.Refused(String why) ->
          throw new RegistryUnavailableException("subject " + subject + " was refused: " + why);
      case Registration.Unreachable(String why) -> throw new RegistryUnavailableException(why);
    };
  }
}
