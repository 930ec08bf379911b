package org.rollbook.runtime.streams;

import java.util.Map;
import java.util.Objects;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.jspecify.annotations.Nullable;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.CompressionType;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/// One block cache and one write buffer for all stores of the process, so that a setting bounds
/// memory and not the number of partitions.
///
/// Kafka Streams makes one of these per store from the class name alone, which is why the shared
/// objects are static: the one exception to "no static mutable state". They live as long as the
/// process; the first store's setting holds.
public final class BoundedRocksDb implements RocksDBConfigSetter {

  /// All of RocksDB's caches and buffers together, in bytes.
  public static final String MEMORY_CONFIG = "rollbook.state.memory";

  private static final String DEFAULT_MEMORY = Long.toString(256L << 20);
  private static final int SHARD_BITS_BY_DEFAULT = -1;
  private static final double INDEX_AND_FILTER_SHARE = 0.1;
  private static final long WRITE_BUFFER_SHARE = 4;
  private static final long LARGEST_WRITE_BUFFER = 16L << 20;

  private static @Nullable SharedMemory shared;

  /// @param buffers counts into the cache, so that the cache's size is the bound of both
  private record SharedMemory(Cache cache, WriteBufferManager buffers, long writeBuffer) {}

  private static synchronized SharedMemory sharedMemory(long bytes) {
    SharedMemory memory = shared;
    if (memory == null) {
      RocksDB.loadLibrary();
      var cache = new LRUCache(bytes, SHARD_BITS_BY_DEFAULT, false, INDEX_AND_FILTER_SHARE);
      long buffers = bytes / WRITE_BUFFER_SHARE;
      memory =
          new SharedMemory(
              cache,
              new WriteBufferManager(buffers, cache),
              Math.min(LARGEST_WRITE_BUFFER, buffers));
      shared = memory;
    }
    return memory;
  }

  @Override
  public void setConfig(String storeName, Options options, Map<String, Object> configs) {
    SharedMemory memory = sharedMemory(bytes(configs));
    // Kafka Streams' own table format: another one would lose its bloom filter and is refused.
    var table = (BlockBasedTableConfig) options.tableFormatConfig();
    table.setBlockCache(memory.cache());
    table.setCacheIndexAndFilterBlocks(true);
    table.setCacheIndexAndFilterBlocksWithHighPriority(true);
    table.setPinTopLevelIndexAndFilter(true);
    options.setWriteBufferManager(memory.buffers());
    options.setWriteBufferSize(memory.writeBuffer());
    options.setCompressionType(CompressionType.LZ4_COMPRESSION);
    options.setTableFormatConfig(table);
  }

  private static long bytes(Map<String, Object> configs) {
    return Long.parseLong(Objects.toString(configs.get(MEMORY_CONFIG), DEFAULT_MEMORY));
  }

  @Override
  public void close(String storeName, Options options) {
    // The shared objects belong to the process, not to the store that closes.
  }
}
