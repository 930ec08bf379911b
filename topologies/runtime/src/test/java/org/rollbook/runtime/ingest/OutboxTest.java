package org.rollbook.runtime.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Records that linger until they are flushed.
class OutboxTest {

  private static final Duration LONG_ENOUGH = Duration.ofSeconds(20);

  private final MockProducer<byte[], byte[]> producer =
      new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());
  private final Outbox outbox = new Outbox(() -> producer);

  @AfterEach
  void close() {
    outbox.close();
  }

  @Test
  void shouldNotBeSettledWhileARecordLingers() throws InterruptedException {
    outbox.send(new ProducerRecord<>("journal", new byte[1], new byte[1]));

    assertThat(outbox.awaitSettled(Duration.ofMillis(1))).isFalse();
  }

  @Test
  void shouldSendWhatLingersWhenItIsHastened() throws InterruptedException {
    outbox.send(new ProducerRecord<>("journal", new byte[1], new byte[1]));

    outbox.hasten();

    assertThat(outbox.awaitSettled(LONG_ENOUGH)).isTrue();
  }
}
