package org.rollbook.local;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.rollbook.local.settings.LocalBus;
import org.rollbook.local.settings.LocalLms;
import org.rollbook.local.settings.LocalSettings;
import org.rollbook.local.settings.LocalTopology;

/// The environment variables of the processes in the local stack: those of a site that has had
/// Rollbook from the beginning, unless it had a semester before.
final class TopologyEnvironment {

  private static final String RECONCILE_EVERY = "PT20S";

  private TopologyEnvironment() {}

  static Map<String, String> of(LocalTopology topology, LocalSettings settings) {
    var variables = new HashMap<String, String>();
    variables.put("KAFKA_BOOTSTRAP_SERVERS", Addresses.kafka(settings.ports()));
    variables.put("SCHEMA_REGISTRY_URL", Addresses.registry(settings.ports()).toString());
    settings.prefix().ifPresent(prefix -> variables.put("EVENT_BUS_TOPIC_PREFIX", prefix));
    variables.put("ROLLBOOK_SECURITY", "off");
    switch (topology) {
      case RECONCILER -> putReconciler(settings, variables);
      case REDIS_BRIDGE -> variables.put("ROLLBOOK_REDIS_URL", Addresses.redis(settings.ports()));
      case ENROLLMENTS, GRADES -> putView(settings, variables);
    }
    return Map.copyOf(variables);
  }

  private static void putView(LocalSettings settings, Map<String, String> variables) {
    variables.put("ROLLBOOK_CREATE_SOURCE_TOPICS", "true");
    if (settings.lms() != LocalLms.BEFORE) {
      variables.put("ROLLBOOK_COMPLETE_FROM", "empty");
    }
    if (settings.bus() == LocalBus.REDIS) {
      variables.put("ROLLBOOK_EVENT_BUS", "redis");
    }
  }

  private static void putReconciler(LocalSettings settings, Map<String, String> variables) {
    variables.put("ROLLBOOK_LMS_DATABASE_URL", Addresses.database(settings.ports()));
    variables.put("ROLLBOOK_LMS_DATABASE_USERNAME", LocalDatabase.READER);
    variables.put("ROLLBOOK_LMS_DATABASE_PASSWORD", LocalDatabase.PASSWORD);
    variables.put("ROLLBOOK_RECONCILE", "repair");
    variables.put("ROLLBOOK_RECONCILE_INTERVAL", RECONCILE_EVERY);
    variables.put("ROLLBOOK_RECONCILE_MARGIN", settings.margin().toString());
    variables.put(
        "ROLLBOOK_VIEWS",
        settings.topologies().stream()
            .map(view -> Addresses.client(view, settings.ports()).toString())
            .collect(Collectors.joining(",")));
  }
}
