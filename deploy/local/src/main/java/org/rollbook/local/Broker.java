package org.rollbook.local;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jspecify.annotations.Nullable;
import org.rollbook.local.settings.LocalPorts;
import org.rollbook.local.status.Status;
import org.rollbook.local.status.Status.Condition;
import org.rollbook.local.status.Status.Health;
import org.rollbook.testkit.kafka.BrokerSettings;
import org.rollbook.testkit.kafka.EmbeddedKafka;

/// The Kafka broker, in this JVM.
final class Broker implements Component {

  /// As many as our managed topics have by default.
  private static final int PARTITIONS = 6;

  private final LocalPorts ports;
  private final Path data;
  private volatile @Nullable EmbeddedKafka running;
  private boolean closed;

  Broker(LocalPorts ports, Path data) {
    this.ports = ports;
    this.data = data;
  }

  @Override
  public synchronized void start() {
    if (!closed) {
      running = EmbeddedKafka.start(settings());
    }
  }

  /// Creates a topic unless it is there.
  void ensureTopic(String topic) {
    EmbeddedKafka broker = running;
    if (broker == null) {
      return; // Closed in the meantime.
    }
    try {
      broker.client().createTopic(topic, PARTITIONS);
    } catch (TopicExistsException fine) {
      // It exists already, as intended.
    }
  }

  @Override
  public Status.Part part() {
    var condition = running == null ? Condition.STARTING : Condition.READY;
    return new Status.Part("Kafka", Health.of(condition), Addresses.kafka(ports), List.of());
  }

  /// The broker ends with this JVM only.
  @Override
  public void onEnd(Consumer<String> listener) {}

  @Override
  public synchronized void close() {
    closed = true;
    if (running != null) {
      running.close();
    }
  }

  /// Nothing expires: everything from which the truth of a kept folder is rebuilt must stay.
  private BrokerSettings settings() {
    return BrokerSettings.throwaway()
        .onPort(ports.kafka())
        .keepingDataIn(data)
        .with("log.retention.ms", "-1");
  }
}
