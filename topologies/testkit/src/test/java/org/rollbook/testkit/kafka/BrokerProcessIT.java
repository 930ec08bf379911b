package org.rollbook.testkit.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.rollbook.testkit.TimeLimit;

final class BrokerProcessIT {

  @Test
  void shouldKeepAddressAndDataOverAStopAndAKill() {
    try (var broker = BrokerProcess.start(Map.of())) {
      broker.client().createTopic("kept", 1);
      broker.client().send(message("before"));
      String address = broker.bootstrapServers();

      broker.stop();
      broker.startAgain();
      broker.client().send(message("between"));
      broker.kill();
      broker.startAgain();

      assertThat(broker.bootstrapServers()).isEqualTo(address);
      assertThat(values(broker)).containsExactly("before", "between");
    }
  }

  @Test
  void shouldApplyProperties() {
    try (var broker = BrokerProcess.start(Map.of("num.partitions", "7"))) {
      var topic = new NewTopic("many", Optional.empty(), Optional.empty());

      var created = broker.client().admin().createTopics(List.of(topic));

      assertThat(created.numPartitions("many").toCompletionStage())
          .succeedsWithin(TimeLimit.AMPLE)
          .isEqualTo(7);
    }
  }

  private static ProducerRecord<byte[], byte[]> message(String value) {
    return new ProducerRecord<>("kept", value.getBytes(UTF_8));
  }

  private static List<String> values(BrokerProcess broker) {
    return broker.client().records("kept").stream()
        .map(message -> new String(message.value(), UTF_8))
        .toList();
  }
}
