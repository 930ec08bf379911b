package org.rollbook.runtime.view.streams;

import java.nio.file.Path;
import java.util.Map;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.CompactionStyle;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.Statistics;

/// A RocksDB set up as our stores are.
public record RocksFolder(RocksDB database, Options options) implements AutoCloseable {

  /// Opens one, within the memory that all of the process share.
  ///
  /// @param stores how many may share it
  public static RocksFolder open(Path folder, long memory, int stores) {
    return open(folder, memory, stores, new Options());
  }

  /// The same.
  ///
  /// @param statistics that it keeps
  static RocksFolder open(Path folder, long memory, int stores, Statistics statistics) {
    return open(folder, memory, stores, new Options().setStatistics(statistics));
  }

  private static RocksFolder open(Path folder, long memory, int stores, Options options) {
    options.setCreateIfMissing(true).setCompactionStyle(CompactionStyle.UNIVERSAL);
    options.setTableFormatConfig(new BlockBasedTableConfig().setFilterPolicy(new BloomFilter()));
    new BoundedRocksDb()
        .setConfig(
            "test",
            options,
            Map.of(BoundedRocksDb.MEMORY_CONFIG, memory, BoundedRocksDb.STORES_CONFIG, stores));
    try {
      return new RocksFolder(RocksDB.open(options, folder.toString()), options);
    } catch (RocksDBException failed) {
      throw new IllegalStateException(failed);
    }
  }

  @Override
  public void close() {
    database.close();
    options.close();
  }
}
