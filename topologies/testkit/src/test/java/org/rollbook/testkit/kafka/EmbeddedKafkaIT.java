package org.rollbook.testkit.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollbook.testkit.PortTakenException;

final class EmbeddedKafkaIT {

  @Test
  void shouldKeepPortAndDataOverAStop() {
    try (var kafka = EmbeddedKafka.start()) {
      kafka.client().createTopic("kept", 1);
      kafka.client().send(message("before"));
      String address = kafka.bootstrapServers();

      kafka.stop();
      kafka.startAgain();

      assertThat(kafka.bootstrapServers()).isEqualTo(address);
      kafka.client().send(message("after"));
      assertThat(values(kafka)).containsExactly("before", "after");
    }
  }

  @Test
  void shouldFindItsDataInTheNextRun(@TempDir Path folder) {
    var settings = BrokerSettings.throwaway().keepingDataIn(folder);
    try (var kafka = EmbeddedKafka.start(settings)) {
      kafka.client().createTopic("kept", 1);
      kafka.client().send(message("before"));
    }

    try (var kafka = EmbeddedKafka.start(settings)) {
      assertThat(values(kafka)).containsExactly("before");
    }
  }

  @Test
  void shouldNameATakenPort() {
    var settings = BrokerSettings.throwaway().onPort(SharedKafka.broker().port());

    assertThatThrownBy(() -> EmbeddedKafka.start(settings))
        .isInstanceOf(PortTakenException.class)
        .hasMessage("port %d is taken", settings.port());
  }

  @Test
  void shouldNotCreateATopicThatIsReadFrom() {
    var client = SharedKafka.broker().client();

    for (int attempt = 1; attempt <= 2; attempt++) {
      assertThatThrownBy(() -> client.records("nobody-made-it"))
          .isInstanceOf(UnknownTopicOrPartitionException.class);
    }
  }

  private static ProducerRecord<byte[], byte[]> message(String value) {
    return new ProducerRecord<>("kept", value.getBytes(UTF_8));
  }

  private static List<String> values(EmbeddedKafka kafka) {
    return kafka.client().records("kept").stream()
        .map(message -> new String(message.value(), UTF_8))
        .toList();
  }
}
