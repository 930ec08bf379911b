package org.rollbook.runtime.view;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.rollbook.model.avro.AvroBytes;
import org.rollbook.model.avro.AvroCodec;
import org.rollbook.model.avro.AvroForm;
import org.rollbook.model.avro.DecodeException;

/// A store of a view: its name, and how its rows are written.
///
/// A stored row is one format byte and Avro, so that a later release can read what an earlier one
/// wrote.
///
/// @param name unique in the topology; with the application id it names the changelog
/// @param codec of format 1
public record StoreSpec<R>(String name, AvroCodec<R> codec) {

  private static final byte FORMAT = 1;

  /// Longer than any bound of staleness. A replica that replays the changelog from far back may see
  /// an as-of that covered a version of a row which compaction has removed since; answers with an
  /// as-of older than this are refused.
  public static final Duration COMPACTION_LAG = Duration.ofHours(1);

  /// The settings of every store's changelog, by Kafka's names.
  public static final Map<String, String> CHANGELOG =
      Map.of(
          TopicConfig.CLEANUP_POLICY_CONFIG,
          TopicConfig.CLEANUP_POLICY_COMPACT,
          // Kafka Streams would add it. It is here so that operators declare the same settings.
          TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
          "CreateTime",
          TopicConfig.MIN_COMPACTION_LAG_MS_CONFIG,
          Long.toString(COMPACTION_LAG.toMillis()));

  /// The store as Kafka Streams makes it, with its changelog.
  ///
  /// @param replicas records which stores are open
  public StoreBuilder<KeyValueStore<Bytes, byte[]>> builder(OpenReplicas replicas) {
    return Stores.keyValueStoreBuilder(
            replicas.watching(new ConcurrentRocksDb.Supplier(name)),
            Serdes.Bytes(),
            Serdes.ByteArray())
        .withCachingDisabled()
        .withLoggingEnabled(CHANGELOG);
  }

  byte[] bytes(R row) {
    return bytes(codec, row);
  }

  /// A row in another form that has the same bytes.
  <F> byte[] bytes(AvroForm<F> form, F row) {
    return AvroBytes.versioned(FORMAT, form, row);
  }

  /// The row that a store's bytes hold.
  ///
  /// @throws IllegalArgumentException if they hold none: another release wrote them, or a disk is
  ///   broken
  public R row(byte[] bytes) {
    return row(codec, bytes);
  }

  /// The row in another form that has the same bytes.
  <F> F row(AvroForm<F> form, byte[] bytes) {
    try {
      return AvroBytes.fromVersioned(FORMAT, form, bytes);
    } catch (DecodeException notOurs) {
      throw new IllegalArgumentException("not a row of " + name, notOurs);
    }
  }
}
