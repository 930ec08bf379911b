package org.rollbook.runtime.ingest.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rollbook.model.topic.SchemaTopic;
import org.rollbook.model.topic.TopicPrefix;
import org.rollbook.runtime.settings.KafkaSettings;
import org.rollbook.testkit.kafka.EmbeddedKafka;
import org.rollbook.testkit.kafka.SharedKafka;

class SiteSchemasIT {

  private static final Schema LONG = Schema.create(Schema.Type.LONG);

  private final EmbeddedKafka kafka = SharedKafka.broker();
  private final String topic = SchemaTopic.nameIn(new TopicPrefix(SharedKafka.uniquePrefix()));
  private final SiteSchemas one = schemas(kafka.bootstrapServers());
  private final SiteSchemas other = schemas(kafka.bootstrapServers());

  @BeforeEach
  void create() {
    kafka.client().createTopic(topic, 1, SchemaTopic.settings().config());
  }

  @AfterEach
  void close() {
    one.close();
    other.close();
  }

  @Test
  void shouldBeSharedByTheInstancesOfASite() throws IOException {
    other.catchUp();
    one.put(17, LONG);

    assertThat(other.get(17)).isEmpty();
    other.catchUp();

    assertThat(other.get(17)).contains(LONG);
    assertThat(other.idOf(LONG)).contains(17);
    assertThat(other.ids()).containsExactly(17);
  }

  @Test
  void shouldKeepOneSchemaThatSeveralInstancesPutAtOnce() throws IOException {
    CompletableFuture.allOf(
            Stream.of(one, other)
                .map(schemas -> CompletableFuture.runAsync(() -> put(schemas, 3)))
                .toArray(CompletableFuture<?>[]::new))
        .join();
    one.catchUp();

    assertThat(one.ids()).containsExactly(3);
    assertThat(kafka.client().records(topic))
        .extracting(message -> new String(message.key(), UTF_8))
        .containsExactly("3", "3");
  }

  private static void put(SiteSchemas schemas, int id) {
    try {
      schemas.put(id, LONG);
    } catch (IOException refused) {
      throw new IllegalStateException(refused);
    }
  }

  /// As large as a registry's answer may be.
  @Test
  void shouldKeepALargeSchema() throws IOException {
    Schema large =
        new Schema.Parser()
            .parse(
                "{\"type\":\"record\",\"name\":\"E\",\"fields\":[],\"doc\":\"%s\"}"
                    .formatted("x".repeat(256 * 1024)));

    one.put(17, large);
    other.catchUp();

    assertThat(other.get(17)).contains(large);
  }

  @Test
  void shouldIgnoreRecordsThatAreNotOurs() throws IOException {
    for (var message :
        List.of(
            new ProducerRecord<byte[], byte[]>(topic, bytes("notes"), bytes("\"long\"")),
            new ProducerRecord<>(topic, bytes("99999999999"), bytes("\"long\"")),
            new ProducerRecord<>(topic, bytes("18"), bytes("no schema")),
            new ProducerRecord<byte[], byte[]>(topic, bytes("19"), null))) {
      kafka.client().send(message);
    }
    one.put(17, LONG);
    other.catchUp();

    assertThat(other.ids()).containsExactly(17);
  }

  @Test
  void shouldThrowWhenTheTopicCannotBeReadNow() {
    try (SiteSchemas alone = schemas("127.0.0.1:1")) {
      assertThatIOException().isThrownBy(alone::catchUp).withMessageContaining(topic);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private SiteSchemas schemas(String bootstrapServers) {
    return new SiteSchemas(
        new KafkaSettings(new TreeMap<>(), List.of()), bootstrapServers, "test", topic);
  }
}
