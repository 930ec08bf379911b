package org.rollbook.runtime.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Counter;
import java.time.Instant;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rollbook.model.Stamped;

class IngestIT {

  private final Running running = new Running().inAHurry();
  private Ingest ingest;

  @BeforeEach
  void start() {
    ingest = running.started("one");
  }

  @AfterEach
  void stop() {
    Running.stop(ingest);
  }

  @Test
  void shouldJournalThePayloadAndNothingElseOfAnEvent() {
    running.kafka.client().createTopic(running.topic, 2);
    running.send("e1", "apple");

    await().untilAsserted(() -> assertThat(running.words()).containsExactly("apple"));
    Stamped<String> event = running.events().getFirst();
    assertThat(event.stamp().eventId()).isEqualTo("e1");
    assertThat(event.position().topic()).isEqualTo(running.topic);
    assertThat(running.kafka.client().records(running.journal))
        .filteredOn(message -> message.value() != null)
        .noneMatch(message -> new String(message.value(), UTF_8).contains("ada@"));
  }

  @Test
  void shouldStartWithoutAnySourceTopicAndReportItAbsent() {
    Instant begun = Instant.now();

    await()
        .untilAsserted(
            () ->
                assertThat(running.coverage().asOf())
                    .hasValueSatisfying(asOf -> assertThat(asOf).isAfter(begun.plusSeconds(1))));
    await()
        .untilAsserted(
            () ->
                assertThat(ingest.state().absentTopics())
                    .containsExactlyInAnyOrder(running.topic, running.secondTopic));
    assertThat(ingest.state().activity()).isInstanceOf(IngestState.Activity.Running.class);
    assertThat(running.completeSince()).isEmpty();
  }

  @Test
  void shouldJoinATopicThatAppearsLater() {
    running.kafka.client().createTopic(running.topic, 1);
    running.send("e1", "apple");
    await().until(() -> !running.words().isEmpty());

    running.kafka.client().createTopic(running.secondTopic, 1);
    running.kafka.client().send(Words.message(running.secondTopic, "e2", "pear"));

    await().untilAsserted(() -> assertThat(running.words()).contains("pear"));
    Instant now = Instant.now();
    await()
        .untilAsserted(
            () ->
                assertThat(running.coverage().asOf())
                    .hasValueSatisfying(asOf -> assertThat(asOf).isAfter(now)));
  }

  @Test
  void shouldSkipAndCountTypesThatNoReaderReads() {
    running.kafka.client().createTopic(running.topic, 1);
    for (String type : new String[] {"org.openedx.other.v1", "a.b", "c.d"}) {
      var headers = new ArrayList<>(Words.headers("e1"));
      headers.set(0, Words.header("ce_type", type));
      running.kafka.client().send(Words.message(running.topic, new byte[] {1, 2, 3}, headers));
    }
    running.send("e2", "apple");

    // Counted after it was sent.
    await()
        .untilAsserted(
            () ->
                assertThat(running.meters.find("rollbook.ingest.journaled").counter())
                    .extracting(Counter::count)
                    .isEqualTo(1.0));
    assertThat(running.letters()).isEmpty();
    assertThat(skipped("org.openedx.other.v1")).isEqualTo(1);
    assertThat(skipped("other")).isEqualTo(2);
  }

  private double skipped(String type) {
    return running.meters.get("rollbook.ingest.skipped").tag("type", type).counter().count();
  }
}
