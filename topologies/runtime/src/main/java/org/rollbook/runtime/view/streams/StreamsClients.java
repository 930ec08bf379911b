package org.rollbook.runtime.view.streams;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaClientSupplier;

/// The clients of Kafka Streams, made whether or not the broker's name resolves just now. Kafka
/// Streams removes that setting from its clients (`enforceSynchronousBootstrapResolution` in
/// 4.4.0), also where it makes a producer anew while the broker is away. The consumer that fills
/// stores knows which of them are damaged.
final class StreamsClients implements KafkaClientSupplier {

  private final Predicate<TopicPartition> isDamaged;

  /// @param isDamaged whether the store of a changelog partition that is open here is damaged
  StreamsClients(Predicate<TopicPartition> isDamaged) {
    this.isDamaged = isDamaged;
  }

  @Override
  public Admin getAdmin(Map<String, Object> config) {
    return Admin.create(patient(config));
  }

  @Override
  public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
    return new KafkaProducer<>(
        patient(config), new ByteArraySerializer(), new ByteArraySerializer());
  }

  @Override
  public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
    return consumer(config);
  }

  @Override
  public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
    return new RestoreConsumer(patient(config), isDamaged);
  }

  @Override
  public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
    return consumer(config);
  }

  private static Consumer<byte[], byte[]> consumer(Map<String, Object> config) {
    return new KafkaConsumer<>(
        patient(config), new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private static Map<String, Object> patient(Map<String, Object> config) {
    Map<String, Object> patient = new HashMap<>(config);
    patient.put(CommonClientConfigs.BOOTSTRAP_RESOLVE_TIMEOUT_MS_CONFIG, Long.MAX_VALUE);
    return patient;
  }
}
