package org.rollbook.local;

import java.util.HashMap;
import java.util.Map;
import org.rollbook.local.settings.LocalSettings;

/// The environment variables of every topology in the local stack: those of a site that has had
/// Rollbook from the beginning.
final class TopologyEnvironment {

  private TopologyEnvironment() {}

  static Map<String, String> of(LocalSettings settings) {
    var variables = new HashMap<String, String>();
    variables.put("KAFKA_BOOTSTRAP_SERVERS", Addresses.kafka(settings.ports()));
    variables.put("SCHEMA_REGISTRY_URL", Addresses.registry(settings.ports()).toString());
    settings.prefix().ifPresent(prefix -> variables.put("EVENT_BUS_TOPIC_PREFIX", prefix));
    variables.put("ROLLBOOK_SECURITY", "off");
    variables.put("ROLLBOOK_COMPLETE_FROM", "empty");
    variables.put("ROLLBOOK_CREATE_SOURCE_TOPICS", "true");
    return Map.copyOf(variables);
  }
}
