package org.rollbook.runtime.ingest;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.rollbook.model.event.RejectCause;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes messages that cannot be understood to the dead letters, however large they are.
///
/// The topic takes larger messages than the source topics do. But their limits may be raised, and
/// what a source topic stores compressed may not compress as well again. When a letter is refused
/// for its size, the topic's limit is raised and the letter is tried again for a while, and at last
/// cut. It is never lost, and never stops the others.
///
/// Used by the ingest thread; only the refusals come from the producer's thread.
final class DeadLetterWriter {

  private static final Logger LOG = LoggerFactory.getLogger(DeadLetterWriter.class);

  /// Above this a letter is cut at once: it would not fit the producer's memory.
  static final int MAX_BYTES = 64 << 20;

  private static final Duration TRY_EVERY = Duration.ofMillis(250);

  private final String topic;
  private final JournalProducer producer;
  private final Room room;
  private final Clock clock;
  private final Duration patience;
  private final Queue<Attempt> refused = new ConcurrentLinkedQueue<>();
  private final List<Attempt> waiting = new ArrayList<>();
  private Instant nextTry = Instant.MIN;

  /// Makes the topic take larger letters.
  @FunctionalInterface
  interface Room {

    /// Raises the topic's limit if the source topics' demand it.
    void make() throws InterruptedException;
  }

  /// @param since when it was first tried
  private record Attempt(DeadLetter letter, Instant since) {}

  /// @param patience how long a letter that is too large is tried again before it is cut
  DeadLetterWriter(
      String topic, JournalProducer producer, Room room, Clock clock, Duration patience) {
    this.topic = topic;
    this.producer = producer;
    this.room = room;
    this.clock = clock;
    this.patience = patience;
  }

  void send(ConsumerRecord<byte[], byte[]> message, RejectCause cause, String detail) {
    Instant now = clock.instant();
    var letter = new DeadLetter(message, cause, detail, now);
    if (letter.size() > MAX_BYTES) {
      cut(letter);
    } else {
      attempt(new Attempt(letter, now));
    }
  }

  /// Whether no refused letter must be tried again.
  boolean areSettled() {
    return refused.isEmpty() && waiting.isEmpty();
  }

  /// Tries refused letters again, if it is time.
  void tryAgain() throws InterruptedException {
    Instant now = clock.instant();
    refused.removeIf(waiting::add);
    if (waiting.isEmpty() || now.isBefore(nextTry)) {
      return;
    }
    nextTry = now.plus(TRY_EVERY);
    room.make();
    var due = List.copyOf(waiting);
    waiting.clear();
    for (Attempt attempt : due) {
      if (now.isBefore(attempt.since().plus(patience))) {
        attempt(attempt);
      } else {
        cut(attempt.letter());
      }
    }
  }

  /// Forgets the refused letters, when the producer is renewed.
  void forget() {
    refused.clear();
    waiting.clear();
  }

  private void attempt(Attempt attempt) {
    producer.send(attempt.letter().whole(topic), () -> refused.add(attempt));
  }

  private void cut(DeadLetter letter) {
    LOG.atWarn()
        .addKeyValue("letter", letter.origin())
        .addKeyValue("bytes", letter.size())
        .log("Cut a dead letter that no topic takes");
    producer.send(letter.cut(topic));
  }
}
