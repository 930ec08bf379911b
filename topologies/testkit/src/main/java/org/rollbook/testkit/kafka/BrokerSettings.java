package org.rollbook.testkit.kafka;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// How an [EmbeddedKafka] runs.
///
/// @param port where clients connect; 0 for a free one, chosen at the first start and kept
/// @param data where the broker keeps its logs from run to run; absent, in a folder that is deleted
///   with the broker
/// @param overrides broker properties that override the small ones chosen here
public record BrokerSettings(int port, Optional<Path> data, Map<String, String> overrides) {

  private static final int NODE_ID = 1;

  public BrokerSettings {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port must be from 0 to 65535: " + port);
    }
    overrides = Map.copyOf(overrides);
  }

  /// A free port and a folder of its own.
  public static BrokerSettings throwaway() {
    return new BrokerSettings(0, Optional.empty(), Map.of());
  }

  public BrokerSettings onPort(int number) {
    return new BrokerSettings(number, data, overrides);
  }

  public BrokerSettings keepingDataIn(Path folder) {
    return new BrokerSettings(port, Optional.of(folder), overrides);
  }

  public BrokerSettings with(String property, String value) {
    var more = new HashMap<>(overrides);
    more.put(property, value);
    return new BrokerSettings(port, data, more);
  }

  int nodeId() {
    return NODE_ID;
  }

  /// All properties: one node that is broker and controller, and uses little. By default its log
  /// cleaner would take 128 MB of heap, its groups would wait 3 s for more members, and each of its
  /// own topics would have 50 partitions.
  Map<String, String> properties(int clientPort, int controllerPort, Path logs) {
    var properties = new HashMap<String, String>();
    properties.put("process.roles", "broker,controller");
    properties.put("node.id", Integer.toString(NODE_ID));
    properties.put("controller.quorum.voters", NODE_ID + "@127.0.0.1:" + controllerPort);
    properties.put(
        "listeners",
        "PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d".formatted(clientPort, controllerPort));
    properties.put("controller.listener.names", "CONTROLLER");
    properties.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    properties.put("log.dirs", logs.toString());
    properties.put("auto.create.topics.enable", "false");
    properties.put("default.replication.factor", "1");
    properties.put("offsets.topic.replication.factor", "1");
    properties.put("offsets.topic.num.partitions", "1");
    properties.put("transaction.state.log.replication.factor", "1");
    properties.put("transaction.state.log.min.isr", "1");
    properties.put("transaction.state.log.num.partitions", "1");
    properties.put("group.initial.rebalance.delay.ms", "0");
    properties.put("log.cleaner.dedupe.buffer.size", "1048577");
    properties.put("num.network.threads", "1");
    properties.put("num.io.threads", "2");
    properties.put("background.threads", "2");
    properties.putAll(overrides);
    return Map.copyOf(properties);
  }
}
