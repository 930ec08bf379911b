package org.rollbook.runtime.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rollbook.model.avro.LostSchemas;
import org.rollbook.model.avro.RegistryClient;
import org.rollbook.model.topic.SchemaTopic;
import org.rollbook.model.topic.TopicPrefix;
import org.rollbook.runtime.ingest.IngestState.Activity;
import org.rollbook.runtime.ingest.registry.SiteSchemas;
import org.rollbook.runtime.settings.KafkaSettings;
import org.rollbook.runtime.time.BrokerTime;
import org.rollbook.testkit.TimeLimit;
import org.rollbook.testkit.registry.RegistryProcess;

/// A real registry that is down at start, goes down again, and comes back empty.
///
/// `-Drollbook.outage=PT40S` sets the length of the outage in the middle; without it, the outage is
/// just long enough to see a pause.
class RegistryOutageIT {

  private static final Duration OUTAGE =
      Duration.parse(System.getProperty("rollbook.outage", "PT3S"));

  private final Running running = new Running().inAHurry();
  private final RegistryProcess registry = RegistryProcess.start();
  private final SiteSchemas memory =
      new SiteSchemas(
          new KafkaSettings(new TreeMap<>(), List.of()),
          running.kafka.bootstrapServers(),
          "schemas",
          SchemaTopic.nameIn(new TopicPrefix(running.prefix)));
  private RegistryClient client;
  private Ingest ingest;

  @BeforeEach
  void startWithoutARegistry() {
    running.kafka.client().createTopic(running.topic, 2);
    String schemas = SchemaTopic.nameIn(new TopicPrefix(running.prefix));
    running.kafka.client().createTopic(schemas, 1, SchemaTopic.settings().config());
    client = client();
    registry.kill();
    ingest =
        new Ingest(
            running.settings("one"),
            Words.SUBSCRIPTION,
            client,
            new BrokerTime(Clock.systemUTC()),
            Clock.systemUTC(),
            running.meters);
    ingest.start();
  }

  private RegistryClient client() {
    return new RegistryClient(
        URI.create(registry.url()),
        Optional.empty(),
        memory,
        LostSchemas.NONE,
        InstantSource.system());
  }

  @AfterEach
  void stop() {
    Running.stop(ingest);
    client.close();
    memory.close();
    registry.close();
  }

  @Test
  void shouldPauseForTheRegistryAndGoOnAndDeadLetterNothing() {
    sendOfSchema(1, "first");
    awaitPause();
    registry.startAgain();
    register();
    awaitWord("first");

    registry.kill();
    sendOfSchema(1, "known");
    awaitWord("known");
    sendOfSchema(2, "second");
    awaitPause();
    Instant until = Instant.now().plus(OUTAGE);
    await().atMost(OUTAGE.plus(TimeLimit.AMPLE)).until(() -> Instant.now().isAfter(until));
    assertThat(ingest.state().activity()).isInstanceOf(Activity.Paused.class);
    registry.startAgain();
    await().untilAsserted(() -> assertThat(why()).contains("no longer knows"));

    register();
    String other = Words.WRITER.toString().replace("CloudEvent", "Other");
    assertThat(registry.register("other-words", other)).isEqualTo(2);
    awaitWord("second");
    assertThat(running.letters()).isEmpty();
    assertThat(running.words()).containsExactlyInAnyOrder("first", "known", "second");
  }

  /// The same schemas in the same order get the same ids.
  private void register() {
    assertThat(registry.register("words", Words.WRITER.toString())).isEqualTo(1);
  }

  private void sendOfSchema(int id, String word) {
    running
        .kafka
        .client()
        .send(Words.message(running.topic, Words.framed(id, word), Words.headers(word)));
  }

  private void awaitPause() {
    await().until(() -> ingest.state().activity() instanceof Activity.Paused);
  }

  private String why() {
    return ingest.state().activity() instanceof Activity.Paused(var why, _) ? why : "";
  }

  private void awaitWord(String word) {
    await().untilAsserted(() -> assertThat(running.words()).contains(word));
  }
}
