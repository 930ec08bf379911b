package org.rollbook.runtime.ingest.rejected;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteBufferDeserializer;
import org.rollbook.model.topic.DeadLetters;
import org.rollbook.runtime.settings.Settings;

/// The dead letters of the site from some time on, and then as they come: every partition, in no
/// group, since every instance reads all of them.
///
/// Used by one thread.
final class LetterFeed implements AutoCloseable {

  /// Values are fetched with the headers and are as large as messages may be: few at a time. One
  /// that is larger comes alone.
  private static final int FETCH_BYTES = 1 << 20;

  private static final int FETCH_PARTITION_BYTES = 256 << 10;

  private static final int METADATA_MAX_AGE_MS = 5_000;
  private static final int API_TIMEOUT_MS = 10_000;

  private final Consumer<?, ?> consumer;
  private final String topic;
  private final Instant since;

  /// @param since letters that were written earlier are left out
  LetterFeed(Settings settings, Instant since) {
    this.consumer = consumer(settings);
    this.topic = DeadLetters.nameIn(settings.topicPrefix());
    this.since = since;
  }

  private static Consumer<?, ?> consumer(Settings settings) {
    var config = new TreeMap<String, Object>();
    config.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, METADATA_MAX_AGE_MS);
    config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, API_TIMEOUT_MS);
    config.putAll(settings.kafka().forClient("consumer", ConsumerConfig.configNames()));
    config.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
    config.put(ConsumerConfig.CLIENT_ID_CONFIG, settings.applicationId() + "-dead-letters");
    config.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "classic");
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    // What expired before it was read is not recent.
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    // An operator's values are meant for ingest.
    config.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
    config.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCH_PARTITION_BYTES);
    return new KafkaConsumer<>(config, new ByteBufferDeserializer(), new ByteBufferDeserializer());
  }

  /// Takes up the partitions that have appeared.
  ///
  /// @return whether there are any, new or old
  boolean takesUpPartitions() {
    Set<TopicPartition> known = consumer.assignment();
    List<TopicPartition> appeared =
        consumer.partitionsFor(topic).stream()
            .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
            .filter(partition -> !known.contains(partition))
            .toList();
    if (!appeared.isEmpty()) {
      takeUp(appeared);
    }
    return !consumer.assignment().isEmpty();
  }

  /// Their ends are requested first: what is written meanwhile comes after them, and so is read.
  private void takeUp(List<TopicPartition> appeared) {
    Map<TopicPartition, Long> ends = consumer.endOffsets(appeared);
    var begins =
        consumer.offsetsForTimes(
            appeared.stream()
                .collect(Collectors.toMap(partition -> partition, _ -> since.toEpochMilli())));
    var all = new HashSet<>(consumer.assignment());
    all.addAll(appeared);
    consumer.assign(all);
    ends.forEach(
        (partition, end) ->
            consumer.seek(
                partition,
                Optional.ofNullable(begins.get(partition))
                    .map(begin -> begin.offset())
                    .orElse(end)));
  }

  /// The next letters, after a while none. There must be partitions.
  ConsumerRecords<?, ?> next(Duration atMost) {
    return consumer.poll(atMost);
  }

  /// Also when the thread was interrupted.
  @Override
  public void close() {
    boolean interrupted = Thread.interrupted();
    consumer.close();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
