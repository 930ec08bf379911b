package org.rollbook.runtime.view.streams;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.rocksdb.RocksDBException;

/// Fills stores one after the other, as a view does that catches up, with more than write buffers
/// may hold together, and prints the number of the last file of the last store: files are numbered
/// one by one.
final class FlushProbe {

  private static final int STORES = 12;
  private static final int ROWS = 4_000;
  private static final int ROW_BYTES = 1_000;

  private FlushProbe() {}

  @SuppressWarnings("SystemOut") // A program for a test, which reads this.
  public static void main(String[] arguments) throws IOException, RocksDBException {
    Path folder = Path.of(arguments[0]);
    long memory = Long.parseLong(arguments[1]) << 20;
    var random = new Random(1);
    List<RocksFolder> stores = new ArrayList<>();
    for (int store = 0; store < STORES; store++) {
      stores.add(RocksFolder.open(folder.resolve("store-" + store), memory, STORES));
    }
    byte[] row = new byte[ROW_BYTES];
    for (RocksFolder store : stores) {
      for (int number = 0; number < ROWS; number++) {
        random.nextBytes(row);
        store.database().put(key(number), row);
      }
    }
    System.out.println(lastFile(folder.resolve("store-" + (STORES - 1))));
    stores.forEach(RocksFolder::close);
  }

  private static byte[] key(int number) {
    return ByteBuffer.allocate(Integer.BYTES).putInt(number).array();
  }

  private static int lastFile(Path store) throws IOException {
    try (var files = Files.list(store)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".sst"))
          .mapToInt(name -> Integer.parseInt(name.substring(0, name.indexOf('.'))))
          .max()
          .orElse(0);
    }
  }
}
