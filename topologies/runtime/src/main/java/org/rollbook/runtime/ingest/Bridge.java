package org.rollbook.runtime.ingest;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// What is known of the bridge from the site's Redis streams to the source topics, if it has one.
///
/// What a stream still holds is in no source topic yet, so a claim to have read the topics must not
/// be newer than what the bridge has published. Used by the ingest thread only.
interface Bridge extends AutoCloseable {

  /// A site whose producers write to Kafka.
  Bridge NONE =
      new Bridge() {
        @Override
        public void catchUp() {}

        @Override
        public Optional<Instant> limit(Instant at) {
          return Optional.of(at);
        }

        @Override
        public Map<String, Instant> lostAt() {
          return Map.of();
        }

        @Override
        public Optional<String> trouble() {
          return Optional.empty();
        }

        @Override
        public void close() {}
      };

  /// Takes in what the bridge has written since, without waiting.
  void catchUp();

  /// The time before which everything that Open edX has sent is in the source topics; empty if that
  /// is not known of any time.
  ///
  /// @param at a time that the broker's clock has reached; the result is not later
  Optional<Instant> limit(Instant at);

  /// Why it cannot be read what the bridge has published, if so.
  Optional<String> trouble();

  /// When the bridge last found that a stream had lost entries unread, by source topic.
  Map<String, Instant> lostAt();

  @Override
  void close();
}
