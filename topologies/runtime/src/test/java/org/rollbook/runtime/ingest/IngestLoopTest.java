package org.rollbook.runtime.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.rollbook.runtime.ingest.TurnedLoop.SECOND;
import static org.rollbook.runtime.ingest.TurnedLoop.WORDS;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;

/// What the loop commits and dead-letters, and what it does when the broker refuses a record.
class IngestLoopTest {

  private final TurnedLoop loop = TurnedLoop.assigned();

  @Test
  void shouldCommitWhatIsAcknowledged() {
    loop.read(Messages.good("words", 0, 0, "apple"), Messages.good("words", 0, 1, "pear"));

    loop.turn();

    assertThat(loop.words()).containsExactly("apple", "pear");
    assertThat(loop.committed()).contains(2L);
  }

  @Test
  void shouldTryALetterAgainThatWasTooLarge() {
    var refusals = new AtomicInteger();
    loop.producers
        .getFirst()
        .refuse(
            message ->
                message.topic().equals("dead") && refusals.getAndIncrement() == 0
                    ? Optional.of(new RecordTooLargeException("too large"))
                    : Optional.empty());
    loop.read(Messages.valued(null));

    loop.turn();

    assertThat(refusals).hasValue(2);
    assertThat(loop.letters()).containsExactly("words-0-0 not-framed");
    assertThat(loop.committed()).contains(1L);
  }

  @Test
  void shouldCutALetterThatStaysTooLarge() {
    loop.producers
        .getFirst()
        .refuse(
            message -> {
              loop.clock.advance(SECOND);
              boolean large = message.topic().equals("dead") && message.value().length > 10_000;
              return large ? Optional.of(new RecordTooLargeException("no")) : Optional.empty();
            });
    loop.read(Messages.valued("x".repeat(20_000).getBytes(UTF_8)));

    loop.turn();

    assertThat(loop.letters()).containsExactly("words-0-0 not-framed");
    assertThat(loop.committed()).contains(1L);
  }

  @Test
  void shouldReadTheRestLaterWhenTheRegistryIsSlow() {
    loop.registry.whenAsked(() -> loop.clock.advance(Duration.ofSeconds(11)));
    loop.read(Messages.good("words", 0, 0, "apple"), Messages.good("words", 0, 1, "pear"));

    loop.turn();
    assertThat(loop.words()).containsExactly("apple");
    assertThat(loop.committed()).contains(1L);
    assertThat(loop.consumer.position(WORDS)).isEqualTo(1);
  }

  @Test
  void shouldRejectAnEventThatIsTooLargeForAJournal() {
    loop.read(Messages.good("words", 0, 0, "x".repeat(20_000)));

    loop.turn();

    assertThat(loop.letters()).containsExactly("words-0-0 undecodable");
    assertThat(loop.words()).isEmpty();
  }

  @Test
  void shouldStartOverWithANewProducerWhenTheOldOneGaveUp() {
    loop.producers.getFirst().refuse(_ -> Optional.of(new TimeoutException("two minutes")));
    loop.read(Messages.good("words", 0, 0, "apple"));

    loop.turn();

    assertThat(loop.producers).hasSize(2);
    assertThat(loop.producers.getFirst().closed()).isTrue();
    assertThat(loop.consumer.assignment()).isEmpty();
    assertThat(loop.committed()).isNotEqualTo(Optional.of(1L));
  }

  @Test
  void shouldEndWhenTheBrokerRefusesWhatItWrites() {
    loop.producers
        .getFirst()
        .refuse(_ -> Optional.of(new TopicAuthorizationException("not yours")));
    loop.read(Messages.good("words", 0, 0, "apple"));

    assertThatThrownBy(loop::turn).isInstanceOf(TopicAuthorizationException.class);
  }
}
