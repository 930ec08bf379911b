package org.rollbook.runtime.ingest;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
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
/// nobody knows whether there is a bridge. Of two records about one stream the later times count,
/// since an instance of the bridge that was replaced may write once more.
final class BridgeReader implements Bridge {

  private static final Logger LOG = LoggerFactory.getLogger(BridgeReader.class);

  private static final Duration ANSWER = Duration.ofSeconds(5);

  private final Consumer<byte[], byte[]> consumer;
  private final String topic;
  private final Set<String> sources;
  private final boolean required;
  private final Map<String, Instant> readUpTo = new HashMap<>();
  private final Map<String, Instant> lostAt = new HashMap<>();
  private final Set<String> bridged = new HashSet<>();
  private Map<TopicPartition, Long> endsAtStart = Map.of();
  private boolean complete;
  private boolean silent;

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
  }

  @Override
  public void catchUp() {
    try {
      if (endsAtStart.isEmpty()) {
        begin();
      }
      consumer.poll(Duration.ZERO).forEach(this::read);
      complete = complete || hasReadWhatWasThere();
      silent = false;
    } catch (InterruptException stopping) {
      throw stopping;
    } catch (KafkaException notNow) {
      if (!silent) {
        LOG.atWarn()
            .addKeyValue("topic", topic)
            .addKeyValue("why", notNow.getMessage())
            .log("The progress of the Redis bridge cannot be read");
      }
      silent = true;
    }
  }

  private void begin() {
    List<TopicPartition> all =
        consumer.partitionsFor(topic, ANSWER).stream()
            .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
            .toList();
    consumer.assign(all);
    consumer.seekToBeginning(all);
    endsAtStart = consumer.endOffsets(all, ANSWER);
  }

  private boolean hasReadWhatWasThere() {
    return endsAtStart.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey(), ANSWER) >= end.getValue());
  }

  private void read(ConsumerRecord<byte[], byte[]> message) {
    BridgeTopic.read(message.key(), message.value())
        .filter(progress -> sources.contains(progress.stream()))
        .ifPresent(this::receive);
  }

  private void receive(StreamProgress progress) {
    bridged.add(progress.stream());
    progress.readUpTo().ifPresent(time -> keepLater(readUpTo, progress.stream(), time));
    progress.lostAt().ifPresent(time -> keepLater(lostAt, progress.stream(), time));
  }

  private static void keepLater(Map<String, Instant> times, String stream, Instant time) {
    times.merge(stream, time, (first, second) -> first.isAfter(second) ? first : second);
  }

  @Override
  public Optional<Instant> limit(Instant at) {
    Set<String> asked = required ? sources : bridged;
    if (!complete || !readUpTo.keySet().containsAll(asked)) {
      return Optional.empty();
    }
    return Stream.concat(Stream.of(at), asked.stream().map(readUpTo::get))
        .min(Comparator.naturalOrder());
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
