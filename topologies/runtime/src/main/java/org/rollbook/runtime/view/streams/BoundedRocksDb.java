package org.rollbook.runtime.view.streams;

import java.util.Map;
import java.util.Objects;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.jspecify.annotations.Nullable;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.CompressionType;
import org.rocksdb.IndexType;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/// One block cache and one write buffer for all stores of the process, so that a setting bounds the
/// memory, independent of the number of partitions.
///
/// Kafka Streams makes one of these per store from the class name alone. So the shared objects must
/// be static: the one exception to "no static mutable state". They live as long as the process; the
/// first store's setting applies.
public final class BoundedRocksDb implements RocksDBConfigSetter {

  /// All of RocksDB's caches and buffers together, in bytes.
  public static final String MEMORY_CONFIG = "rollbook.state.memory";

  /// How many stores the process may have open at most.
  public static final String STORES_CONFIG = "rollbook.state.stores";

  private static final String DEFAULT_MEMORY = Long.toString(256L << 20);
  private static final String DEFAULT_STORES = "24";
  private static final int SHARD_BITS_BY_DEFAULT = -1;
  private static final double INDEX_AND_FILTER_SHARE = 0.5;
  private static final long WRITE_BUFFER_SHARE = 2;
  private static final long LEAST_WRITE_BUFFER = 64L << 10;
  private static final long LARGEST_WRITE_BUFFER = 16L << 20;

  /// The memory of an almost empty write buffer. Each store has three (Kafka Streams keeps offsets
  /// and positions next to the rows). By RocksDB's own default, a megabyte, those of 24 stores
  /// would exceed the bound before anything is written.
  private static final long ARENA_BLOCK = 64L << 10;

  private static @Nullable SharedMemory shared;

  /// @param buffers counts into the cache, so that the cache's size bounds both
  private record SharedMemory(Cache cache, WriteBufferManager buffers, long writeBuffer) {}

  private static synchronized SharedMemory sharedMemory(long bytes, long stores) {
    SharedMemory memory = shared;
    if (memory == null) {
      RocksDB.loadLibrary();
      var cache = new LRUCache(bytes, SHARD_BITS_BY_DEFAULT, false, INDEX_AND_FILTER_SHARE);
      long buffers = bytes / WRITE_BUFFER_SHARE;
      memory =
          new SharedMemory(
              cache, new WriteBufferManager(buffers, cache), writeBuffer(buffers, stores));
      shared = memory;
    }
    return memory;
  }

  /// All stores' write buffers together must be full before they reach the shared bound. At the
  /// bound RocksDB flushes the store that is being written, however little it has, and never those
  /// that hold the memory and are not written: then each write becomes a file.
  private static long writeBuffer(long buffers, long stores) {
    return Math.clamp(buffers * 3 / 4 / stores, LEAST_WRITE_BUFFER, LARGEST_WRITE_BUFFER);
  }

  @Override
  public void setConfig(String storeName, Options options, Map<String, Object> configs) {
    SharedMemory memory =
        sharedMemory(
            number(configs, MEMORY_CONFIG, DEFAULT_MEMORY),
            number(configs, STORES_CONFIG, DEFAULT_STORES));
    // Kafka Streams' own table format: another one would lose its bloom filter and is refused.
    var table = (BlockBasedTableConfig) options.tableFormatConfig();
    table.setBlockCache(memory.cache());
    table.setCacheIndexAndFilterBlocks(true);
    table.setCacheIndexAndFilterBlocksWithHighPriority(true);
    // In small pieces: a filter that is larger than its shard of the cache is read at each get.
    table.setIndexType(IndexType.kTwoLevelIndexSearch);
    table.setPartitionFilters(true);
    table.setPinTopLevelIndexAndFilter(true);
    options.setWriteBufferManager(memory.buffers());
    options.setWriteBufferSize(memory.writeBuffer());
    options.setArenaBlockSize(ARENA_BLOCK);
    options.setCompressionType(CompressionType.LZ4_COMPRESSION);
    options.setTableFormatConfig(table);
  }

  private static long number(Map<String, Object> configs, String name, String otherwise) {
    return Long.parseLong(Objects.toString(configs.get(name), otherwise));
  }

  @Override
  public void close(String storeName, Options options) {
    // The shared objects belong to the process, not to the store that closes.
  }
}
