package org.rollbook.runtime.ingest;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.rollbook.model.bridge.BridgeTopic;
import org.rollbook.model.bridge.StreamProgress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads the [topic of the bridge's progress][BridgeTopic], all of it.
///
/// Nothing is claimed before everything was read that the topic held at the start: until then
/// nobody knows whether there is a bridge.
final class BridgeReader implements Bridge {

  private static final Logger LOG = LoggerFactory.getLogger(BridgeReader.class);

  private static final Duration ANSWER = Duration.ofMillis(500);

  private final Consumer<byte[], byte[]> consumer;
  private final String topic;
  private final Set<String> sources;
  private final boolean required;
  private final Map<String, Statement> newest = new HashMap<>();
  private final Map<String, Instant> lostAt = new HashMap<>();
  private final List<TopicPartition> partitions;
  private Map<TopicPartition, Long> endsAtStart = Map.of();
  private boolean begun;
  private boolean complete;
  private Optional<String> trouble = Optional.of("it has not been read yet");

  /// What a record states of a stream.
  ///
  /// @param at when the broker took it
  private record Statement(Optional<Instant> readUpTo, long at) {}

  /// @param consumer without a group
  /// @param topic its full name
  /// @param sources full names of the topics of Open edX that are read
  /// @param required whether the site is known to have a bridge, so that nothing may be claimed of
  ///   a topic that it has not published to yet
  BridgeReader(
      Consumer<byte[], byte[]> consumer,
      String topic,
      Collection<String> sources,
      boolean required) {
    this.consumer = consumer;
    this.topic = topic;
    this.sources = Set.copyOf(sources);
    this.required = required;
    this.partitions =
        IntStream.range(0, BridgeTopic.PARTITIONS)
            .mapToObj(partition -> new TopicPartition(topic, partition))
            .toList();
  }

  @Override
  public void catchUp() {
    try {
      begin();
      consumer.poll(Duration.ZERO).forEach(this::read);
      complete = complete || hasReadWhatWasThere();
      trouble = Optional.empty();
    } catch (InterruptException stopping) {
      throw stopping;
    } catch (InvalidOffsetException madeAnew) {
      begun = false;
      note(madeAnew);
    } catch (KafkaException notNow) {
      note(notNow);
    }
  }

  private void note(KafkaException why) {
    if (trouble.isEmpty()) {
      LOG.atWarn()
          .addKeyValue("topic", topic)
          .addKeyValue("why", why.getMessage())
          .log("The progress of the Redis bridge cannot be read");
    }
    trouble = Optional.of(String.valueOf(why.getMessage()));
  }

  private void begin() {
    if (!begun) {
      complete = false;
      endsAtStart = Map.of();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      begun = true;
    }
    if (endsAtStart.isEmpty()) {
      endsAtStart = consumer.endOffsets(partitions, ANSWER);
    }
  }

  private boolean hasReadWhatWasThere() {
    return endsAtStart.keySet().containsAll(partitions)
        && endsAtStart.entrySet().stream()
            .allMatch(end -> consumer.position(end.getKey(), Duration.ZERO) >= end.getValue());
  }

  private void read(ConsumerRecord<byte[], byte[]> message) {
    BridgeTopic.read(message.key(), message.value())
        .filter(progress -> sources.contains(progress.stream()))
        .ifPresent(progress -> receive(progress, message.timestamp()));
  }

  /// The record that was written last counts, also where its time is earlier: an instance of the
  /// bridge that was replaced may write once more, and a time may have been taken from a clock that
  /// was wrong. A loss is never taken back.
  private void receive(StreamProgress progress, long at) {
    newest.merge(
        progress.stream(),
        new Statement(progress.readUpTo(), at),
        (known, stated) -> stated.at() >= known.at() ? stated : known);
    progress
        .lostAt()
        .ifPresent(
            time ->
                lostAt.merge(
                    progress.stream(),
                    time,
                    (first, second) -> first.isAfter(second) ? first : second));
  }

  @Override
  public Optional<Instant> limit(Instant at) {
    Set<String> asked = required ? sources : newest.keySet();
    boolean allKnown =
        asked.stream()
            .allMatch(
                stream ->
                    Optional.ofNullable(newest.get(stream))
                        .flatMap(Statement::readUpTo)
                        .isPresent());
    return complete && allKnown
        ? Stream.concat(
                Stream.of(at),
                newest.values().stream().flatMap(stated -> stated.readUpTo().stream()))
            .min(Comparator.naturalOrder())
        : Optional.empty();
  }

  @Override
  public Optional<String> trouble() {
    return trouble;
  }

  @Override
  public Map<String, Instant> lostAt() {
    return Map.copyOf(lostAt);
  }

  @Override
  public void close() {
    consumer.close();
  }
}
