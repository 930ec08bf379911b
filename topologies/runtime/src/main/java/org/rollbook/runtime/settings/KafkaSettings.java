package org.rollbook.runtime.settings;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/// Any other Kafka client setting, given as `KAFKA_<NAME>` with dots as underscores, or for one
/// kind of client as `KAFKA_CONSUMER_<NAME>`.
///
/// @param given by Kafka's own name, such as `security.protocol`
/// @param unknown variables that no client knows: warned of, not used
public record KafkaSettings(SortedMap<String, String> given, List<String> unknown) {

  private static final String VARIABLE = "KAFKA_";

  /// A broker whose name does not resolve counts as down, and clients wait for it as for any other.
  /// By default a client that is made meanwhile takes its settings for wrong (KIP-909).
  private static final Map<String, Object> REACHING =
      Map.of(CommonClientConfigs.BOOTSTRAP_RESOLVE_TIMEOUT_MS_CONFIG, Long.MAX_VALUE);

  /// The prefixes that a name may have, and the settings that the clients of each prefix know.
  private static final Map<String, Set<String>> BY_CLIENT =
      Map.of(
          "consumer.", ConsumerConfig.configNames(),
          "main.consumer.", ConsumerConfig.configNames(),
          "restore.consumer.", ConsumerConfig.configNames(),
          "global.consumer.", ConsumerConfig.configNames(),
          "producer.", ProducerConfig.configNames(),
          "admin.", AdminClientConfig.configNames());

  /// Every setting, by the variable that sets it.
  private static final Map<String, Known> KNOWN = known();

  /// @param client the prefix of the name; empty for all clients
  record Known(String client, String name) {

    private String inFull() {
      return client + name;
    }
  }

  /// Reads the `KAFKA_` variables except `KAFKA_BOOTSTRAP_SERVERS`.
  ///
  /// @throws WrongSetting naming a variable that an operator may not choose
  static KafkaSettings of(Map<String, String> variables) {
    SortedMap<String, String> given = new TreeMap<>();
    SortedMap<String, String> unknown = new TreeMap<>();
    variables.forEach(
        (variable, value) -> {
          if (variable.startsWith(VARIABLE) && !variable.equals("KAFKA_BOOTSTRAP_SERVERS")) {
            Known known = KNOWN.get(variable);
            if (known == null) {
              unknown.put(variable, value);
            } else {
              given.put(allowed(variable, known), value);
            }
          }
        });
    return new KafkaSettings(given, List.copyOf(unknown.keySet()));
  }

  private static String allowed(String variable, Known known) {
    KafkaSettingRules.objectionTo(known.name())
        .ifPresent(
            why -> {
              throw new WrongSetting(variable, "cannot be set: " + why);
            });
    return known.inFull();
  }

  /// The settings for one plain client: those it knows, those given for its kind win.
  public Map<String, Object> forClient(String kind, Set<String> known) {
    Map<String, Object> settings = new TreeMap<>(REACHING);
    given.forEach(
        (name, value) -> {
          if (known.contains(name)) {
            settings.put(name, value);
          }
        });
    given.forEach(
        (name, value) -> {
          if (name.startsWith(kind + ".")) {
            settings.put(name.substring(kind.length() + 1), value);
          }
        });
    return settings;
  }

  /// Every variable that sets something of a client of this version of Kafka.
  static Map<String, Known> known() {
    Map<String, Known> known = new HashMap<>();
    StreamsConfig.configDef().names().forEach(name -> add(known, new Known("", name)));
    BY_CLIENT.forEach(
        (client, names) ->
            names.forEach(
                name -> {
                  add(known, new Known("", name));
                  add(known, new Known(client, name));
                }));
    return Map.copyOf(known);
  }

  private static void add(Map<String, Known> known, Known one) {
    known.put(VARIABLE + one.inFull().replace('.', '_').toUpperCase(Locale.ROOT), one);
  }
}
