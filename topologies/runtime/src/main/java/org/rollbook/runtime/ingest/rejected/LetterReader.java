package org.rollbook.runtime.ingest.rejected;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.rollbook.model.event.EventEnvelope;
import org.rollbook.model.event.EventHeaders;
import org.rollbook.model.topic.DeadLetters;

/// Reads from a dead letter's headers which event it is about and why. The value is not looked at.
///
/// The topic is the whole site's, and others may write there: letters of other topologies, of
/// events without an id, and what is no letter at all, are skipped.
///
/// The letter about an event that a view could not merge names that view. A client that waits for
/// an event asks the views that remember events, so letters of other views are skipped.
///
/// @param sourceTopics full names of the topics whose letters are read
/// @param views those that remember events
record LetterReader(Set<String> sourceTopics, Set<String> views) {

  /// A longer cause is not ours.
  private static final int LONGEST_CAUSE = 64;

  LetterReader {
    sourceTopics = Set.copyOf(sourceTopics);
    views = Set.copyOf(views);
  }

  /// Remembers the event of a letter, if the letter is one of ours.
  void read(ConsumerRecord<?, ?> letter, RecentLetters recent) {
    Headers headers = letter.headers();
    Optional<String> topic = text(headers, DeadLetters.TOPIC, Integer.MAX_VALUE);
    Optional<String> id = text(headers, EventHeaders.ID, EventEnvelope.MAX_LENGTH);
    Optional<String> cause = text(headers, DeadLetters.CAUSE, LONGEST_CAUSE);
    if (topic.filter(sourceTopics::contains).isPresent()
        && id.isPresent()
        && cause.isPresent()
        && isOfOurs(headers)) {
      recent.remember(
          id.get(),
          new RejectedEvent(cause.get(), letter.topic(), letter.partition(), letter.offset()));
    }
  }

  private boolean isOfOurs(Headers headers) {
    return text(headers, DeadLetters.VIEW, Integer.MAX_VALUE).map(views::contains).orElse(true);
  }

  /// The last header of a name: those that we add come after those that the message had.
  private static Optional<String> text(Headers headers, String name, int longest) {
    return Optional.ofNullable(headers.lastHeader(name))
        .flatMap(header -> Optional.ofNullable(header.value()))
        .map(bytes -> new String(bytes, UTF_8))
        .filter(text -> !text.isEmpty() && text.length() <= longest);
  }
}
