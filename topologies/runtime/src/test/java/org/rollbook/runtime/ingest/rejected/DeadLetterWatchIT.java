package org.rollbook.runtime.ingest.rejected;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rollbook.runtime.settings.Settings;
import org.rollbook.testkit.kafka.EmbeddedKafka;
import org.rollbook.testkit.kafka.SharedKafka;

/// The watch over a site's dead letters, against a broker.
class DeadLetterWatchIT {

  private final String site = SharedKafka.uniquePrefix();
  private final String source = site + "-words";
  private final String letters = site + "-rollbook.dead-letters.v1";
  private SimpleMeterRegistry meters;
  private EmbeddedKafka kafka;
  private DeadLetterWatch watch;

  @BeforeEach
  void onTheSharedBroker() {
    on(SharedKafka.broker());
  }

  @AfterEach
  void stop() {
    watch.close();
  }

  private void on(EmbeddedKafka broker) {
    kafka = broker;
    meters = new SimpleMeterRegistry();
    watch =
        new DeadLetterWatch(
            Settings.from(
                Map.of(
                    "KAFKA_BOOTSTRAP_SERVERS",
                    broker.bootstrapServers(),
                    "EVENT_BUS_TOPIC_PREFIX",
                    site),
                "words",
                1,
                0,
                List.of("words"),
                "host"),
            Set.of("words"),
            Clock.systemUTC(),
            meters);
  }

  private RejectedEvent write(int partition, Instant at, String id, String topic) {
    List<Header> headers =
        List.of(
            header("ce_id", id),
            header("rollbook_cause", "no-time"),
            header("rollbook_topic", topic));
    RecordMetadata written =
        kafka
            .client()
            .send(
                new ProducerRecord<>(
                    letters, partition, at.toEpochMilli(), new byte[0], new byte[100], headers));
    return new RejectedEvent("no-time", letters, partition, written.offset());
  }

  private RejectedEvent write(int partition, String id) {
    return write(partition, Instant.now(), id, source);
  }

  private static Header header(String name, String value) {
    return new RecordHeader(name, value.getBytes(UTF_8));
  }

  private void awaitKnown(String id, RejectedEvent rejected) {
    await().untilAsserted(() -> assertThat(watch.events().find(id)).contains(rejected));
  }

  private double followed() {
    return meters.get("rollbook.rejected.followed").gauge().value();
  }

  @Test
  void shouldKnowTheLettersOfTheLastHourAndThoseThatCome() {
    kafka.client().createTopic(letters, 3);
    write(1, Instant.now().minus(Duration.ofHours(2)), "long ago", source);
    RejectedEvent before = write(1, "before");
    watch.start();
    awaitKnown("before", before);
    RejectedEvent after = write(2, "after");
    awaitKnown("after", after);

    assertThat(watch.events().find("long ago")).isEmpty();
    assertThat(followed()).isEqualTo(1);
  }

  @Test
  void shouldSkipLettersOfOtherSources() {
    kafka.client().createTopic(letters, 1);
    write(0, Instant.now(), "another's", site + "-more");
    kafka.client().send(new ProducerRecord<>(letters, "no letter".getBytes(UTF_8)));
    RejectedEvent ours = write(0, "ours");
    watch.start();

    awaitKnown("ours", ours);
    assertThat(watch.events().find("another's")).isEmpty();
  }

  @Test
  void shouldJoinATopicThatAppearsAndItsNewPartitions()
      throws ExecutionException, InterruptedException {
    watch.start();
    kafka.client().createTopic(letters, 1);
    awaitKnown("first", write(0, "first"));

    kafka
        .client()
        .admin()
        .createPartitions(Map.of(letters, NewPartitions.increaseTo(2)))
        .all()
        .get();

    awaitKnown("second", write(1, "second"));
  }

  @Test
  void shouldOutliveTheBroker() {
    try (var ownBroker = EmbeddedKafka.start()) {
      on(ownBroker);
      kafka.client().createTopic(letters, 1);
      watch.start();
      awaitKnown("before", write(0, "before"));

      kafka.stop();
      kafka.startAgain();

      awaitKnown("after", write(0, "after"));
      watch.close();
    }
  }

  @Test
  void shouldFollowNothingAnyMoreWhenClosed() {
    kafka.client().createTopic(letters, 1);
    watch.start();
    awaitKnown("before", write(0, "before"));

    watch.close();

    assertThat(followed()).isZero();
  }

  @Test
  void shouldCloseAlthoughItNeverStarted() {
    watch.close();

    assertThat(watch.events().find("any")).isEmpty();
  }
}
