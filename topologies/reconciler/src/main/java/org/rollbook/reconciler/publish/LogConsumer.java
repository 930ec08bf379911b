package org.rollbook.reconciler.publish;

import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.rollbook.runtime.settings.Settings;

/// Consumers of the log.
final class LogConsumer {

  private LogConsumer() {}

  /// @param defaults that the operator's settings override
  /// @param fixed what the consumer is for, which they do not
  static Consumer<byte[], byte[]> of(
      Settings settings, Map<String, Object> defaults, Map<String, Object> fixed) {
    var config = new TreeMap<>(defaults);
    config.putAll(settings.kafka().forClient("consumer", ConsumerConfig.configNames()));
    config.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    config.putAll(fixed);
    return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
