package org.rollbook.runtime.view.streams;

import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyConfig;
import org.rollbook.runtime.settings.Settings;

/// The settings of Kafka Streams for every view, tests included; `RATIONALE.md` has the
/// measurements behind the numbers.
public final class StreamsSettings {

  private static final int SESSION_TIMEOUT_MS = 6_000;
  private static final int HEARTBEAT_MS = 2_000;
  private static final int PROBING_REBALANCE_MS = 60_000;

  /// A replica that is further behind is filled before it takes over. A standby that follows its
  /// owner lags by some tenths of a second: less than this at thousands of events a second.
  private static final long CAUGHT_UP_RECORDS = 1_000;

  private static final int COMMIT_INTERVAL_MS = 100;

  /// KIP-892. Our stores support it, and it is a little faster. What is missing for it is in
  /// `RATIONALE.md`.
  private static final boolean TRANSACTIONAL_STORES = false;

  /// Between threads of one instance a replica could move only by closing and opening it.
  private static final int STREAM_THREADS = 1;

  /// Kafka compresses each batch with new buffers of 64 KiB. With its default of 16 KiB of records
  /// they were a fifth of a stream thread's garbage.
  private static final int BATCH_BYTES = 128 << 10;

  /// We have no global store, and this is what 5.0 will do. (Kafka's constant is deprecated from
  /// birth.)
  private static final String GLOBAL_HANDLER_ENABLED =
      "processing.exception.handler.global.enabled";

  private StreamsSettings() {}

  /// The properties of one instance.
  ///
  /// @param statefulTasks how many tasks have state: as many warm-ups may run at once, so that a
  ///   new instance takes over in one go
  /// @param stores how many stores they have together, which share the memory
  public static Properties of(Settings settings, int statefulTasks, int stores) {
    var properties = new Properties();
    properties.putAll(settings.kafka().given());
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, settings.applicationId());
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
    properties.put(StreamsConfig.APPLICATION_SERVER_CONFIG, settings.advertisedAddress());
    properties.put(
        StreamsConfig.STATE_DIR_CONFIG, settings.state().folder().toAbsolutePath().toString());
    properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    properties.put(StreamsConfig.GROUP_PROTOCOL_CONFIG, "classic");
    properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
    properties.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, settings.state().standbyReplicas());
    properties.put(StreamsConfig.MAX_WARMUP_REPLICAS_CONFIG, Math.max(2, statefulTasks));
    // Kafka Streams' own default: a producer that gives up ends its thread.
    properties.put(
        StreamsConfig.producerPrefix(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG), Integer.MAX_VALUE);
    properties.put(GLOBAL_HANDLER_ENABLED, true);
    properties.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
    properties.put(StreamsConfig.TRANSACTIONAL_STATE_STORES_CONFIG, TRANSACTIONAL_STORES);
    properties.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocksDb.class);
    properties.put(BoundedRocksDb.MEMORY_CONFIG, settings.state().memory());
    properties.put(BoundedRocksDb.STORES_CONFIG, stores);
    settings
        .topics()
        .replication()
        .ifPresent(
            replication ->
                properties.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, replication.intValue()));
    properties.put(
        StreamsConfig.mainConsumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
    settings
        .instanceId()
        .ifPresent(
            id ->
                properties.put(
                    StreamsConfig.mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG), id));
    properties.putIfAbsent(
        StreamsConfig.PROBING_REBALANCE_INTERVAL_MS_CONFIG, PROBING_REBALANCE_MS);
    properties.putIfAbsent(StreamsConfig.ACCEPTABLE_RECOVERY_LAG_CONFIG, CAUGHT_UP_RECORDS);
    properties.putIfAbsent(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, COMMIT_INTERVAL_MS);
    properties.putIfAbsent(StreamsConfig.NUM_STREAM_THREADS_CONFIG, STREAM_THREADS);
    properties.putIfAbsent(
        StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), SESSION_TIMEOUT_MS);
    properties.putIfAbsent(
        StreamsConfig.consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), HEARTBEAT_MS);
    properties.putIfAbsent(
        StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), COMMIT_INTERVAL_MS);
    properties.putIfAbsent(
        StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
    properties.putIfAbsent(
        StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), BATCH_BYTES);
    return properties;
  }

  /// The only way to make a builder: a builder without the configuration does not require names.
  public static StreamsBuilder builder(Properties properties) {
    return new StreamsBuilder(new TopologyConfig(new StreamsConfig(properties)));
  }
}
