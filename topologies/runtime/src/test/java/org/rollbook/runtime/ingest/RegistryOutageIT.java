package org.rollbook.runtime.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollbook.model.avro.RegistryClient;
import org.rollbook.runtime.ingest.IngestState.Activity;
import org.rollbook.testkit.TimeLimit;
import org.rollbook.testkit.registry.RegistryProcess;

/// A real registry that is away at start, goes away, and comes back with nothing in it.
///
/// `-Drollbook.outage=PT40S` makes the outage in the middle as long as an operator's worst day;
/// without it, it is long enough for a pause to be seen.
class RegistryOutageIT {

  private static final Duration OUTAGE =
      Duration.parse(System.getProperty("rollbook.outage", "PT3S"));

  @TempDir private Path memory;

  private final Running running = new Running().inAHurry();
  private final RegistryProcess registry = RegistryProcess.start();
  private RegistryClient client;
  private Ingest ingest;

  @BeforeEach
  void startWithoutARegistry() {
    running.kafka.client().createTopic(running.topic, 2);
    client = new RegistryClient(URI.create(registry.url()), Optional.empty(), memory);
    registry.kill();
    ingest =
        new Ingest(
            running.settings("one"), Words.HEARING, client, Clock.systemUTC(), running.meters);
    ingest.start();
  }

  @AfterEach
  void stop() {
    Running.stop(ingest);
    client.close();
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
