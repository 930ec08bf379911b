package org.rollbook.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.rollbook.model.topic.DeadLetters;
import org.rollbook.model.topic.TopicPrefix;
import org.rollbook.testkit.campus.OpenEdxDeserializer;
import org.rollbook.testkit.campus.Truth;
import org.rollbook.testkit.kafka.BrokerClient;

/// The events that earlier runs left on the bus of a kept data folder: the views still have them,
/// so the truth must have them too. That is everything except what ingest rejected, whatever
/// producer sent it and whatever release of Open edX its schema is from.
///
/// @param writers the schema of an id, from the registry
/// @param ingested for each partition, the offset below which ingest has decided on all events
record PastEvents(
    String bootstrapServers,
    TopicPrefix site,
    IntFunction<Schema> writers,
    Map<TopicPartition, Long> ingested) {

  private static final Duration POLL = Duration.ofMillis(200);

  /// The events on a site's bus, with the offsets that its ingest groups have committed.
  static PastEvents of(String bootstrapServers, TopicPrefix site, IntFunction<Schema> writers) {
    try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      Map<String, ListConsumerGroupOffsetsSpec> groups =
          BrokerClient.result(admin.listGroups().all()).stream()
              .map(GroupListing::groupId)
              .filter(
                  group -> group.startsWith(site.join("rollbook-")) && group.endsWith("-ingest"))
              .collect(Collectors.toMap(group -> group, _ -> new ListConsumerGroupOffsetsSpec()));
      Map<TopicPartition, Long> ingested = new HashMap<>();
      BrokerClient.result(admin.listConsumerGroupOffsets(groups).all())
          .values()
          .forEach(
              offsets -> offsets.forEach((partition, at) -> ingested.put(partition, at.offset())));
      return new PastEvents(bootstrapServers, site, writers, ingested);
    }
  }

  /// Adds all events that are on the topics now to the truth. An event that ingest has not decided
  /// on yet may be in a view or become a dead letter.
  ///
  /// @param now a time by which the bus has all of it
  void addTo(Truth truth, Collection<String> topics, Instant now) {
    Set<String> rejected = new HashSet<>();
    read(
        List.of(DeadLetters.nameIn(site)), letter -> rejected.add(new String(letter.key(), UTF_8)));
    read(
        topics,
        message -> {
          if (!rejected.contains(keyOfLetter(message))) {
            addTo(truth, message, now);
          }
        });
  }

  private static String keyOfLetter(ConsumerRecord<?, ?> message) {
    return new String(
        DeadLetters.key(message.topic(), message.partition(), message.offset()), UTF_8);
  }

  private void addTo(Truth truth, ConsumerRecord<byte[], byte[]> message, Instant now) {
    try {
      var sending =
          truth.sending(OpenEdxDeserializer.payload(message.headers(), message.value(), writers));
      if (message.offset() < ingested.getOrDefault(partitionOf(message), 0L)) {
        sending.acknowledged(now);
      }
    } catch (IllegalArgumentException | DateTimeException | AvroRuntimeException alien) {
      // Not an event of the types that a campus has: no view has it either.
    }
  }

  private static TopicPartition partitionOf(ConsumerRecord<?, ?> message) {
    return new TopicPartition(message.topic(), message.partition());
  }

  private void read(Collection<String> topics, Consumer<ConsumerRecord<byte[], byte[]>> listener) {
    try (var consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers, "enable.auto.commit", false),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          topics.stream()
              .filter(consumer.listTopics()::containsKey)
              .flatMap(topic -> consumer.partitionsFor(topic).stream())
              .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> left = new HashMap<>(consumer.endOffsets(partitions));
      while (!left.isEmpty()) {
        consumer.poll(POLL).forEach(listener);
        left.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
      }
    }
  }
}
