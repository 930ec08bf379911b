package org.rollbook.runtime.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rollbook.runtime.ingest.TurnedLoop.SECOND;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.rollbook.model.avro.SchemaLookup;

/// Whether something explains that the claim of what was read does not advance.
class StandstillTest {

  private final TurnedLoop loop = TurnedLoop.assigned();

  @Test
  void shouldReportSinceWhenNothingExplainsAClaimThatDoesNotAdvance() {
    readAll(5);
    Instant readAll = loop.clock.instant();
    loop.turnFor(Duration.ofSeconds(30));

    assertThat(loop.settledSince()).isBeforeOrEqualTo(readAll);
  }

  @Test
  void shouldAcceptABacklogAsExplanation() {
    loop.end = 1_000;
    for (int offset = 0; offset < 30; offset++) {
      loop.read(Messages.good("words", 0, offset, "apple"));
      loop.turnFor(SECOND);
    }
    assertThat(loop.settledSince()).isEqualTo(loop.clock.instant());

    loop.turnFor(Duration.ofSeconds(30));
    assertThat(loop.settledSince()).isEqualTo(loop.clock.instant().minusSeconds(30));
  }

  @Test
  void shouldAcceptAnUnreachableRegistryAsExplanation() {
    readAll(1);
    loop.registry.answer(new SchemaLookup.Unreachable("no route"));
    loop.read(Messages.good("words", 0, 1, "pear"));
    loop.turnFor(Duration.ofSeconds(30));

    assertThat(loop.settledSince()).isEqualTo(loop.clock.instant());
  }

  @Test
  void shouldAcceptABrokerThatDoesNotAnswerAsExplanation() {
    readAll(1);
    loop.silent = true;
    loop.turnFor(Duration.ofSeconds(30));

    assertThat(loop.settledSince()).isEqualTo(loop.clock.instant());
  }

  /// Reads everything up to the end.
  private void readAll(int messages) {
    loop.end = messages;
    for (int offset = 0; offset < messages; offset++) {
      loop.read(Messages.good("words", 0, offset, "apple"));
    }
    loop.turnFor(SECOND);
  }
}
