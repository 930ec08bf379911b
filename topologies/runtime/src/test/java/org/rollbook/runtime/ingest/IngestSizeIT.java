package org.rollbook.runtime.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Nothing is too large for the dead letters.
class IngestSizeIT {

  /// What a broker takes by default, batch included.
  private static final int BROKER_MAXIMUM = 1_048_588;

  /// Of a batch with one record and no headers.
  private static final int OVERHEAD = 90;

  private final Running running = new Running().inAHurry();
  private Ingest ingest;

  @BeforeEach
  void start() {
    running.kafka.client().createTopic(running.topic, 1);
    ingest = running.started("one");
  }

  @AfterEach
  void stop() {
    Running.stop(ingest);
  }

  @Test
  void shouldKeepTheLargestMessageThatTheBrokerTakes() throws Exception {
    byte[] value = noise(BROKER_MAXIMUM - OVERHEAD - 300);
    send("none", value, "huge-header-follows");

    assertThat(letter().value()).isEqualTo(value);
  }

  @Test
  void shouldRaiseItsLimitWhenASourceTopicRaisedIts() throws Exception {
    running.send("e1", "apple");
    await().until(() -> !running.words().isEmpty());
    raiseSourceTo(3_000_000);
    byte[] value = noise(2_900_000);
    send("none", value, "raised");

    assertThat(letter().value()).isEqualTo(value);
  }

  @Test
  void shouldKeepAMessageThatIsLargeOnlyWhenDecompressed() throws Exception {
    byte[] value = new byte[20 << 20];
    value[0] = 1;
    send("gzip", value, "bomb");

    assertThat(letter().value()).isEqualTo(value);
  }

  @Test
  void shouldCutWhatNoTopicTakesAndReadOn() throws Exception {
    byte[] value = new byte[DeadLetterWriter.MAX_BYTES + 1];
    value[0] = 1;
    send("zstd", value, "bomb");
    running.send("e1", "apple");

    assertThat(letter().value()).hasSize(8 << 10);
    assertThat(Running.header(letter(), "rollbook_detail")).contains("cut from 67");
    await().untilAsserted(() -> assertThat(running.words()).containsExactly("apple"));
  }

  private ConsumerRecord<byte[], byte[]> letter() {
    await().until(() -> !running.letters().isEmpty());
    assertThat(running.causes()).containsValue("not-framed");
    return running.letters().getFirst();
  }

  private RecordMetadata send(String compression, byte[] value, String id) throws Exception {
    Map<String, Object> config =
        Map.of(
            "bootstrap.servers",
            running.kafka.bootstrapServers(),
            "compression.type",
            compression,
            "max.request.size",
            100 << 20,
            "buffer.memory",
            200L << 20);
    var bytes = new ByteArraySerializer();
    try (var producer = new KafkaProducer<>(config, bytes, bytes)) {
      return producer
          .send(Words.message(running.topic, value, new ArrayList<>(Words.headers(id))))
          .get();
    }
  }

  private void raiseSourceTo(int bytes) throws Exception {
    var resource = new ConfigResource(ConfigResource.Type.TOPIC, running.topic);
    var change =
        new AlterConfigOp(
            new ConfigEntry("max.message.bytes", Integer.toString(bytes)),
            AlterConfigOp.OpType.SET);
    running
        .kafka
        .client()
        .admin()
        .incrementalAlterConfigs(Map.of(resource, List.of(change)))
        .all()
        .get();
  }

  /// Bytes that do not compress, and no frame.
  private static byte[] noise(int length) {
    byte[] bytes = new byte[length];
    new Random(42).nextBytes(bytes);
    bytes[0] = 1;
    return bytes;
  }
}
