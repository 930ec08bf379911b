package org.rollbook.runtime.settings;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.rollbook.model.avro.LostSchemas;
import org.rollbook.model.avro.RegistryCredentials;
import org.rollbook.model.bridge.BridgeTopic;
import org.rollbook.model.lms.LmsRows;
import org.rollbook.model.topic.TopicPrefix;

/// The settings of one instance of one topology, as the README's table has them.
///
/// @param applicationId `[<prefix>-]rollbook-<topology>-v<version>`: begins internal topics, and is
///   the views' consumer group
/// @param topicPrefix what Open edX puts before topic names, joined with `-`
/// @param openEdxTopics full names of the topics of Open edX that are read
/// @param advertisedAddress `host:port` at which peers reach this instance, and its name in answers
/// @param publicUrl what clients see before `/v1`; empty = from the request
/// @param peerSecret the secret that instances of a topology send to one another; without it,
///   anybody who reaches the management port may ask
/// @param completeFromEmpty whether the operator declares that Rollbook has read the site's events
///   from the first on
/// @param bus what Open edX's producers write to
public record Settings(
    String applicationId,
    TopicPrefix topicPrefix,
    List<String> openEdxTopics,
    String bootstrapServers,
    Registry registry,
    int port,
    int managementPort,
    String advertisedAddress,
    Optional<URI> publicUrl,
    Optional<String> instanceId,
    Optional<String> peerSecret,
    State state,
    Topics topics,
    Bounds bounds,
    boolean completeFromEmpty,
    EventBus bus,
    Security security,
    KafkaSettings kafka) {

  /// A client that accepts more accepts any age.
  private static final Duration MOST_STALENESS = Duration.ofDays(365);

  /// Clocks that differ by more are broken; and it must stay well below the compaction lag.
  private static final Duration MOST_SKEW = Duration.ofMinutes(30);

  /// RocksDB cannot do anything with less.
  private static final long LEAST_STATE_MEMORY = 1L << 20;

  /// The schema registry.
  ///
  /// @param lost ids that are given up
  public record Registry(URI url, Optional<RegistryCredentials> credentials, LostSchemas lost) {}

  /// Where views are kept and how much memory RocksDB may take, in bytes.
  public record State(Path folder, long memory, int standbyReplicas, int history) {}

  /// How our own topics are created.
  public record Topics(int partitions, Optional<Short> replication, boolean createSources) {}

  /// How old an answer may be by default, and how far in the future an event may claim to be.
  public record Bounds(Duration maxStaleness, Duration clockSkew) {}

  /// Who may ask. Tokens are not implemented yet, so that anything but [#OFF] serves the loopback
  /// address only.
  public enum Security {
    JWT,
    OFF
  }

  /// The full name of the topic of readings of the LMS's tables, which is ours.
  public String readingsTopic() {
    return LmsRows.nameIn(topicPrefix);
  }

  /// The full name of the topic of the Redis bridge's progress.
  public String bridgeTopic() {
    return BridgeTopic.nameIn(topicPrefix);
  }

  /// Full names of all topics that ingest reads.
  public List<String> sources() {
    return Stream.concat(openEdxTopics.stream(), Stream.of(readingsTopic())).distinct().toList();
  }

  /// Reads the environment of a topology, without what a cluster put there.
  ///
  /// @param topology its name, such as `enrollments`
  /// @param version of its application id
  /// @param port its default port
  /// @param openEdxTopics the topics of Open edX that it reads by default, without prefix
  /// @param hostName of this machine, for the default advertised address
  /// @throws WrongSetting naming the first variable with an invalid value
  public static Settings from(
      Map<String, String> variables,
      String topology,
      int version,
      int port,
      List<String> openEdxTopics,
      String hostName) {
    Map<String, String> meant = ServiceLinks.removedFrom(variables);
    var environment = new Environment(meant);
    requireLogFormat(environment);
    TopicPrefix prefix =
        environment
            .topicName("EVENT_BUS_TOPIC_PREFIX")
            .map(TopicPrefix::new)
            .orElse(TopicPrefix.NONE);
    int clientPort = environment.whole("MICRONAUT_SERVER_PORT", port, 0, 65535);
    int managementPort = environment.whole("ROLLBOOK_MANAGEMENT_PORT", port + 100, 0, 65535);
    if (managementPort == clientPort && clientPort != 0) {
      throw new WrongSetting(
          "ROLLBOOK_MANAGEMENT_PORT", "must differ from MICRONAUT_SERVER_PORT, is " + clientPort);
    }
    return new Settings(
        prefix.join("rollbook-" + topology + "-v" + version),
        prefix,
        environment.topicNames("ROLLBOOK_SOURCE_TOPICS", openEdxTopics).stream()
            .map(prefix::join)
            .distinct()
            .toList(),
        environment.brokers("KAFKA_BOOTSTRAP_SERVERS", "localhost:9092"),
        registry(environment),
        clientPort,
        managementPort,
        environment.address("ROLLBOOK_ADVERTISED_ADDRESS").orElse(hostName + ":" + managementPort),
        environment.uri("ROLLBOOK_PUBLIC_URL"),
        environment.topicName("ROLLBOOK_INSTANCE_ID"),
        environment.text("ROLLBOOK_PEER_SECRET"),
        new State(
            environment.folder("ROLLBOOK_STATE_DIR", Path.of("state", topology)),
            environment.bytes("ROLLBOOK_STATE_MEMORY", 256L << 20, LEAST_STATE_MEMORY),
            environment.whole("ROLLBOOK_STANDBY_REPLICAS", 1, 0, 10),
            environment.whole("ROLLBOOK_HISTORY", 50, 1, 1000)),
        new Topics(
            environment.whole("ROLLBOOK_PARTITIONS", 6, 1, 1000),
            environment
                .text("ROLLBOOK_REPLICATION")
                .map(text -> (short) environment.whole("ROLLBOOK_REPLICATION", 1, 1, 100)),
            environment.flag("ROLLBOOK_CREATE_SOURCE_TOPICS", false)),
        new Bounds(
            environment.duration("ROLLBOOK_MAX_STALENESS", Duration.ofMinutes(5), MOST_STALENESS),
            environment.duration("ROLLBOOK_CLOCK_SKEW", Duration.ofMinutes(5), MOST_SKEW)),
        completeFromEmpty(environment),
        bus(environment),
        security(environment),
        KafkaSettings.of(meant));
  }

  private static Registry registry(Environment environment) {
    URI url =
        environment
            .uri("SCHEMA_REGISTRY_URL")
            .orElse(URI.create("http://localhost:8081/apis/ccompat/v7"));
    Optional<String> username = environment.text("SCHEMA_REGISTRY_USERNAME");
    Optional<String> password = environment.text("SCHEMA_REGISTRY_PASSWORD");
    if (username.isPresent() != password.isPresent()) {
      throw new WrongSetting(
          username.isPresent() ? "SCHEMA_REGISTRY_PASSWORD" : "SCHEMA_REGISTRY_USERNAME",
          "must be set when the other one is");
    }
    return new Registry(
        url,
        username.map(name -> new RegistryCredentials(name, password.orElseThrow())),
        environment.schemaIds("ROLLBOOK_LOST_SCHEMA_IDS"));
  }

  /// Read by `logback.xml`; only checked here.
  private static void requireLogFormat(Environment environment) {
    String format = environment.text("ROLLBOOK_LOG_FORMAT", "text");
    if (!List.of("text", "json").contains(format)) {
      throw new WrongSetting("ROLLBOOK_LOG_FORMAT", "must be text or json, is " + format);
    }
  }

  private static boolean completeFromEmpty(Environment environment) {
    return environment
        .text("ROLLBOOK_COMPLETE_FROM")
        .map(
            text -> {
              if (!text.equals("empty")) {
                throw new WrongSetting(
                    "ROLLBOOK_COMPLETE_FROM", "must be empty (the word) or not set, is " + text);
              }
              return true;
            })
        .orElse(false);
  }

  private static EventBus bus(Environment environment) {
    return environment
        .text("ROLLBOOK_EVENT_BUS")
        .map(
            text ->
                switch (text) {
                  case "kafka" -> EventBus.KAFKA;
                  case "redis" -> EventBus.REDIS;
                  default ->
                      throw new WrongSetting(
                          "ROLLBOOK_EVENT_BUS", "must be kafka or redis, is " + text);
                })
        .orElse(EventBus.FOUND);
  }

  private static Security security(Environment environment) {
    return switch (environment.text("ROLLBOOK_SECURITY", "jwt")) {
      case "jwt" -> Security.JWT;
      case "off" -> Security.OFF;
      case String other ->
          throw new WrongSetting("ROLLBOOK_SECURITY", "must be jwt or off, is " + other);
    };
  }
}
