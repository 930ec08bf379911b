package org.rollbook.runtime.view.streams;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Random;
import org.rocksdb.RocksDBException;
import org.rocksdb.Statistics;
import org.rocksdb.TickerType;

/// Asks stores, whose filters are large compared with the memory, for rows that they do not have,
/// as a view does for each new row, and prints how many bytes each question brought into memory.
final class FilterProbe {

  private static final int STORES = 4;
  private static final int ROWS = 1_000_000;
  private static final int QUESTIONS = 50_000;

  private FilterProbe() {}

  @SuppressWarnings("SystemOut") // A program for a test, which reads this.
  public static void main(String[] arguments) throws RocksDBException {
    Path folder = Path.of(arguments[0]);
    long memory = Long.parseLong(arguments[1]) << 20;
    try (var statistics = new Statistics();
        var store = RocksFolder.open(folder, memory, STORES, statistics)) {
      for (int row = 0; row < ROWS; row++) {
        store.database().put(key(2L * row), key(row));
      }
      store.database().compactRange();
      statistics.reset();
      var random = new Random(1);
      for (int question = 0; question < QUESTIONS; question++) {
        store.database().get(key(2L * random.nextInt(ROWS) + 1));
      }
      System.out.println(statistics.getTickerCount(TickerType.BLOCK_CACHE_BYTES_WRITE) / QUESTIONS);
    }
  }

  private static byte[] key(long number) {
    return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
  }
}
