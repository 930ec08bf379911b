package org.rollbook.runtime.node;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.rollbook.runtime.settings.Settings;
import org.rollbook.runtime.settings.WrongSetting;

/// Publishes source messages once more, unchanged and to the same partitions: ingest reads them
/// like any others. The events are the same, so a view that has applied them already does not
/// change.
final class Replay implements AutoCloseable {

  /// The key of a dead letter: the position of its message, and possibly the view that could not
  /// merge it.
  private static final Pattern LETTER = Pattern.compile("(.+)-(\\d{1,9})-(\\d{1,18})(-[a-z]+)?");

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final List<String> sourceTopics;
  private final Consumer<byte[], byte[]> consumer;
  private final Producer<byte[], byte[]> producer;

  /// The position of a message.
  record Origin(TopicPartition partition, long offset) {

    /// @throws WrongSetting if the key is not that of a dead letter
    static Origin of(String letter) {
      Matcher parts = LETTER.matcher(letter);
      if (!parts.matches()) {
        throw new WrongSetting(
            "replay", "takes keys of dead letters, <topic>-<partition>-<offset>: " + letter);
      }
      return new Origin(
          new TopicPartition(parts.group(1), Integer.parseInt(parts.group(2))),
          Long.parseLong(parts.group(3)));
    }
  }

  Replay(Settings settings) {
    sourceTopics = settings.sources();
    consumer =
        new KafkaConsumer<>(
            client(
                settings,
                "consumer",
                ConsumerConfig.configNames(),
                Map.of(
                    ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none",
                    ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false,
                    ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false)),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    producer =
        new KafkaProducer<>(
            client(
                settings,
                "producer",
                ProducerConfig.configNames(),
                Map.of(
                    ProducerConfig.ACKS_CONFIG,
                    "all",
                    ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                    true)),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  private static Map<String, Object> client(
      Settings settings, String kind, Set<String> names, Map<String, Object> ours) {
    var config = new HashMap<String, Object>(settings.kafka().forClient(kind, names));
    config.putAll(ours);
    config.put("bootstrap.servers", settings.bootstrapServers());
    config.put("client.id", settings.applicationId() + "-replay");
    return config;
  }

  /// Publishes the message that a dead letter is about.
  ///
  /// @param letter the letter's key
  /// @throws WrongSetting if the message is not, or no longer, in a source topic
  void replay(String letter) throws InterruptedException {
    ConsumerRecord<byte[], byte[]> message = messageAt(Origin.of(letter));
    var again =
        new ProducerRecord<>(
            message.topic(),
            message.partition(),
            message.key(),
            message.value(),
            message.headers());
    try {
      producer.send(again).get();
    } catch (ExecutionException refused) {
      throw new KafkaException(refused.getCause());
    }
  }

  private ConsumerRecord<byte[], byte[]> messageAt(Origin origin) {
    TopicPartition partition = origin.partition();
    if (!sourceTopics.contains(partition.topic())) {
      throw new WrongSetting(
          "replay", "only messages of source topics are replayed, not of " + partition.topic());
    }
    requireThere(origin);
    consumer.assign(List.of(partition));
    consumer.seek(partition, origin.offset());
    return consumer.poll(PATIENCE).records(partition).stream()
        .filter(message -> message.offset() == origin.offset())
        .findFirst()
        .orElseThrow(() -> gone(origin));
  }

  private void requireThere(Origin origin) {
    List<TopicPartition> partition = List.of(origin.partition());
    long first = consumer.beginningOffsets(partition).getOrDefault(origin.partition(), 0L);
    long end = consumer.endOffsets(partition).getOrDefault(origin.partition(), 0L);
    if (origin.offset() < first || origin.offset() >= end) {
      throw gone(origin);
    }
  }

  private static WrongSetting gone(Origin origin) {
    return new WrongSetting(
        "replay",
        "there is no message at offset %d of %s any more"
            .formatted(origin.offset(), origin.partition()));
  }

  @Override
  public void close() {
    consumer.close();
    producer.close();
  }
}
