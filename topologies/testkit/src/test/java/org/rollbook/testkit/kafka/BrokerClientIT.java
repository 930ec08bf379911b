package org.rollbook.testkit.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

final class BrokerClientIT {

  private final BrokerClient client = SharedKafka.broker().client();
  private final String topic = SharedKafka.uniquePrefix() + "-topic";

  @Test
  void shouldReadWhatItSentByPartitionAndOffset() {
    client.createTopic(topic, 3);

    client.send(List.of(message(2, "c"), message(0, "a"), message(2, "d"), message(0, "b")));

    assertThat(client.records(topic))
        .extracting(read -> read.partition() + new String(read.value(), UTF_8))
        .containsExactly("0a", "0b", "2c", "2d");
  }

  @Test
  void shouldKeepHeadersInOrderAndNullValues() {
    client.createTopic(topic, 1);
    var message = new ProducerRecord<byte[], byte[]>(topic, 0, new byte[] {1}, null);
    message.headers().add("b", new byte[] {1}).add("a", new byte[0]).add("b", new byte[] {2});

    client.send(message);

    var read = client.records(topic).getFirst();
    assertThat(read.headers()).containsExactly(message.headers().toArray());
    assertThat(read.value()).isNull();
  }

  @Test
  void shouldHideAbortedRecordsOnRequest() throws Exception {
    client.createTopic(topic, 1);
    client.send(message(0, "committed"));

    sendAndAbort(message(0, "aborted"));

    assertThat(client.records(topic)).hasSize(2);
    assertThat(client.records(topic, IsolationLevel.READ_COMMITTED)).hasSize(1);
  }

  @Test
  void shouldReadAnEmptyTopic() {
    client.createTopic(topic, 2, Map.of("cleanup.policy", "compact"));

    assertThat(client.records(topic)).isEmpty();
  }

  private ProducerRecord<byte[], byte[]> message(int partition, String value) {
    return new ProducerRecord<>(topic, partition, new byte[0], value.getBytes(UTF_8));
  }

  private void sendAndAbort(ProducerRecord<byte[], byte[]> message) throws Exception {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            SharedKafka.broker().bootstrapServers(),
            "transactional.id",
            topic);
    try (var producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(message).get();
      producer.abortTransaction();
    }
  }
}
