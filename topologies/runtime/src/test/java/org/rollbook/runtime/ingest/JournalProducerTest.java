package org.rollbook.runtime.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Records that linger until they are flushed.
class JournalProducerTest {

  private static final Duration LONG_ENOUGH = Duration.ofSeconds(20);

  private final MockProducer<byte[], byte[]> kafka =
      new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());
  private final JournalProducer producer = new JournalProducer(() -> kafka);

  @AfterEach
  void close() {
    producer.close();
  }

  @Test
  void shouldNotBeSettledWhileARecordLingers() throws InterruptedException {
    producer.send(new ProducerRecord<>("journal", new byte[1], new byte[1]));

    assertThat(producer.awaitSettled(Duration.ofMillis(1))).isFalse();
  }

  @Test
  void shouldSendWhatLingersWhenItIsHastened() throws InterruptedException {
    producer.send(new ProducerRecord<>("journal", new byte[1], new byte[1]));

    producer.hasten();

    assertThat(producer.awaitSettled(LONG_ENOUGH)).isTrue();
  }
}
