package org.rollbook.runtime.rejected;

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
/// events without an id, and what is no letter at all, are passed over.
///
/// A view that could not merge an event says so in its letter. Whoever waits for the event asks the
/// views that remember events; what another view lacks is no answer.
///
/// @param sourceTopics full names; of which topics letters are asked for
/// @param views those that remember events
record LetterReader(Set<String> sourceTopics, Set<String> views) {

  /// Longer words are not ours.
  private static final int LONGEST_CAUSE = 64;

  LetterReader {
    sourceTopics = Set.copyOf(sourceTopics);
    views = Set.copyOf(views);
  }

  /// Remembers what a letter says, if it is one of ours.
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

  /// The last header of a name: what we add to a message stands behind what it had.
  private static Optional<String> text(Headers headers, String name, int longest) {
    return Optional.ofNullable(headers.lastHeader(name))
        .flatMap(header -> Optional.ofNullable(header.value()))
        .map(bytes -> new String(bytes, UTF_8))
        .filter(text -> !text.isEmpty() && text.length() <= longest);
  }
}
