package org.rollbook.runtime.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rollbook.model.avro.SchemaLookup;
import org.rollbook.runtime.ingest.IngestState.Activity;
import org.rollbook.testkit.kafka.EmbeddedKafka;

/// What is not done is not committed, and the next member does it.
class IngestRestartIT {

  private final EmbeddedKafka kafka = EmbeddedKafka.start();
  private final Running running = new Running(kafka).inAHurry();
  private Ingest ingest;

  @BeforeEach
  void start() {
    kafka.client().createTopic(running.topic, 1);
    ingest = running.started("one");
  }

  @AfterEach
  void stop() {
    Running.stop(ingest);
    kafka.close();
  }

  @Test
  void shouldPauseWhileTheRegistryIsDownAndGoOnByItself() {
    running.send("e1", "apple");
    await().until(() -> !running.words().isEmpty());
    running.registry.answer(new SchemaLookup.Unreachable("drill"));
    running.send("e2", "pear");
    await().until(() -> ingest.state().activity() instanceof Activity.Paused);
    Instant paused = Instant.now();
    assertThat(running.committed(0)).contains(1L);

    running.registry.answerAgain();
    await().untilAsserted(() -> assertThat(running.words()).containsExactly("apple", "pear"));
    await()
        .untilAsserted(
            () ->
                assertThat(running.coverage().asOf())
                    .hasValueSatisfying(asOf -> assertThat(asOf).isAfter(paused)));
    assertThat(running.letters()).isEmpty();
  }

  @Test
  void shouldReadAgainWhatWaitedWhenItStopped() {
    kafka
        .client()
        .send(Words.message(running.topic, Words.framed(99, "late"), Words.headers("e1")));
    running.send("e2", "pear");
    await().untilAsserted(() -> assertThat(running.words()).containsExactly("pear"));
    Running.stop(ingest);
    assertThat(running.committed(0)).isNotEqualTo(Optional.of(2L));
    running.registry.put(99, Words.WRITER);

    ingest = running.started("one");

    await()
        .untilAsserted(() -> assertThat(running.words()).containsExactlyInAnyOrder("pear", "late"));
    await().untilAsserted(() -> assertThat(running.committed(0)).contains(2L));
    assertThat(running.letters()).isEmpty();
  }

  @Test
  void shouldOutliveTheBroker() {
    running.send("e1", "apple");
    await().until(() -> !running.words().isEmpty());
    kafka.stop();
    kafka.startAgain();
    running.send("e2", "pear");

    await()
        .untilAsserted(
            () -> assertThat(running.words()).containsExactlyInAnyOrder("apple", "pear"));
    assertThat(ingest.state().activity()).isNotInstanceOf(Activity.Died.class);
  }
}
