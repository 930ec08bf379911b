package org.rollbook.runtime.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rollbook.runtime.ingest.TurnedLoop.SECOND;
import static org.rollbook.runtime.ingest.TurnedLoop.WORDS;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.rollbook.model.avro.SchemaLookup;
import org.rollbook.runtime.ingest.IngestState.Activity;

/// What happens to messages whose schema the registry does not have, or cannot return now.
class UnknownSchemasTest {

  private static final int UNKNOWN = 99;

  private final TurnedLoop loop = TurnedLoop.assigned();

  @Test
  void shouldNotCommitBeyondAPendingEvent() {
    loop.read(
        Messages.good("words", 0, 0, "apple"),
        Messages.ofSchema(UNKNOWN, 1),
        Messages.good("words", 0, 2, "pear"));

    loop.turn();

    assertThat(loop.words()).containsExactly("apple", "pear");
    assertThat(loop.committed()).contains(1L);
  }

  @Test
  void shouldGoOnOnceTheSchemaIsKnown() {
    loop.read(Messages.ofSchema(UNKNOWN, 0));
    loop.turn();
    loop.registry.put(UNKNOWN, Words.WRITER);
    loop.clock.advance(SECOND);
    loop.turn();

    assertThat(loop.words()).containsExactly("word");
    assertThat(loop.committed()).contains(1L);
  }

  @Test
  void shouldRejectAMessageWhoseSchemaStaysUnknown() {
    loop.read(Messages.ofSchema(UNKNOWN, 0));
    loop.turn();
    loop.clock.advance(Duration.ofSeconds(59));
    loop.turn();
    assertThat(loop.letters()).isEmpty();
    loop.clock.advance(SECOND);
    loop.turn();

    assertThat(loop.letters()).containsExactly("words-0-0 unknown-schema");
    assertThat(loop.committed()).contains(1L);
  }

  @Test
  void shouldPauseWhileTheRegistryIsDownAndRejectNothing() {
    loop.registry.answer(new SchemaLookup.Unreachable("no route"));
    loop.read(Messages.good("words", 0, 0, "apple"));
    loop.turn();
    loop.clock.advance(Duration.ofMinutes(10));
    loop.turn();

    assertThat(loop.consumer.paused()).containsExactly(WORDS);
    assertThat(loop.state().activity())
        .isInstanceOfSatisfying(
            Activity.Paused.class, paused -> assertThat(paused.why()).contains("no route"));
    assertThat(loop.committed().orElse(0L)).as("nothing is done").isZero();

    loop.registry.answerAgain();
    loop.clock.advance(SECOND);
    loop.turn();
    assertThat(loop.consumer.paused()).isEmpty();
    assertThat(loop.consumer.position(WORDS)).isZero();
    assertThat(loop.letters()).isEmpty();
  }

  @Test
  void shouldNotCountAnOutageAgainstAMessageThatWaits() {
    loop.read(Messages.ofSchema(UNKNOWN, 0));
    loop.turn();
    loseTheRegistryForAWhile();
    assertThat(loop.letters()).isEmpty();

    loop.clock.advance(Duration.ofMinutes(1));
    loop.turn();
    assertThat(loop.letters()).hasSize(1);
  }

  @Test
  void shouldPauseRatherThanFillTheMemoryWithWhatWaits() {
    flood();

    assertThat(loop.state().pending()).isEqualTo(10_000);
    assertThat(loop.consumer.paused()).containsExactly(WORDS);
    assertThat(loop.consumer.position(WORDS)).isEqualTo(10_000);
  }

  @Test
  void shouldGoOnAfterAFloodOnceItsSchemaIsKnown() {
    flood();
    loop.registry.put(UNKNOWN, Words.WRITER);
    loop.clock.advance(SECOND);
    loop.turn();

    assertThat(loop.words()).hasSize(10_000);
    readOnAfterTheFlood();
  }

  @Test
  void shouldRejectAFloodWhoseSchemaStaysUnknown() {
    flood();
    loop.clock.advance(Duration.ofSeconds(58));
    loop.turn();
    assertThat(loop.letters()).isEmpty();
    loop.clock.advance(SECOND);
    loop.turn();

    assertThat(loop.letters()).hasSize(10_000);
    readOnAfterTheFlood();
  }

  /// After an outage of the registry, the waiting time of a flood starts anew.
  @Test
  void shouldNotCountAnOutageAgainstAFlood() {
    flood();
    loseTheRegistryForAWhile();
    assertThat(loop.letters()).isEmpty();

    loop.clock.advance(Duration.ofMinutes(1));
    loop.turn();
    assertThat(loop.letters()).hasSize(10_000);
  }

  /// The registry fails for one id. As long as it does, messages with that id wait and others go
  /// on.
  @Test
  void shouldKeepEventsPendingWhoseSchemaTheRegistryFailsToReturn() {
    loop.registry.answer(UNKNOWN, new SchemaLookup.Unanswered("HTTP 500"));
    loop.read(Messages.ofSchema(UNKNOWN, 0), Messages.good("words", 0, 1, "pear"));
    loop.turn();
    loop.turnFor(Duration.ofMinutes(5));

    assertThat(loop.words()).containsExactly("pear");
    assertThat(loop.letters()).isEmpty();
    assertThat(loop.committed().orElse(0L)).as("nothing is done").isZero();
    assertThat(loop.state().activity()).isInstanceOf(Activity.Running.class);

    loop.registry.answerAgain();
    loop.turnFor(SECOND);
    assertThat(loop.letters()).as("its minute begins when the registry answers").isEmpty();
    loop.turnFor(Duration.ofMinutes(1));
    assertThat(loop.letters()).containsExactly("words-0-0 unknown-schema");
  }

  @Test
  void shouldNameTheIdsForWhichItPauses() {
    loop.registry.answer(UNKNOWN, new SchemaLookup.Unanswered("HTTP 500"));
    flood();

    assertThat(loop.state().activity())
        .isInstanceOfSatisfying(
            Activity.Paused.class,
            paused ->
                assertThat(paused.why()).contains("with ids 99;", "ROLLBOOK_LOST_SCHEMA_IDS"));
  }

  @Test
  void shouldRejectAtOnceAnEventWhoseSchemaIsGivenUp() {
    loop.registry.answer(UNKNOWN, new SchemaLookup.GivenUp());
    loop.read(Messages.ofSchema(UNKNOWN, 0), Messages.good("words", 0, 1, "pear"));
    loop.turn();

    assertThat(loop.letters()).containsExactly("words-0-0 unknown-schema");
    assertThat(loop.words()).containsExactly("pear");
  }

  /// The outage lasts much longer than a message may wait.
  private void loseTheRegistryForAWhile() {
    loop.registry.answer(new SchemaLookup.Unreachable("no route"));
    loop.clock.advance(SECOND);
    loop.turn();
    loop.registry.answerAgain();
    loop.clock.advance(Duration.ofMinutes(10));
    loop.turn();
  }

  /// Reads one message more than may wait.
  private void flood() {
    for (int offset = 0; offset < 10_001; offset++) {
      loop.read(Messages.ofSchema(UNKNOWN, offset));
    }
    loop.turn();
    loop.clock.advance(SECOND);
    loop.turn();
  }

  private void readOnAfterTheFlood() {
    assertThat(loop.consumer.paused()).isEmpty();
    loop.read(Messages.ofSchema(UNKNOWN, 10_000), Messages.good("words", 0, 10_001, "pear"));
    loop.turn();
    assertThat(loop.words()).contains("pear");
  }
}
