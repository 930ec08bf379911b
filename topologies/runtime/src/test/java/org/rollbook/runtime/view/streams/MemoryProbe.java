package org.rollbook.runtime.view.streams;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.rocksdb.RocksDBException;

/// Fills many stores and reads them at random, and prints by how many MiB the process grew.
final class MemoryProbe {

  private static final int STORES = 24;
  private static final int ROWS = 20_000;
  private static final int ROW_BYTES = 1_000;

  private MemoryProbe() {}

  @SuppressWarnings("SystemOut") // A program for a test, which reads this.
  public static void main(String[] arguments) throws IOException, RocksDBException {
    Path folder = Path.of(arguments[0]);
    long memory = Long.parseLong(arguments[1]) << 20;
    RocksFolder.open(folder.resolve("first"), memory, STORES).close();
    long before = residentKib();
    var random = new Random(1);
    List<RocksFolder> stores = new ArrayList<>();
    for (int store = 0; store < STORES; store++) {
      stores.add(RocksFolder.open(folder.resolve("store-" + store), memory, STORES));
      fill(stores.getLast(), random);
    }
    for (int read = 0; read < STORES * ROWS; read++) {
      stores.get(random.nextInt(STORES)).database().get(key(random.nextInt(ROWS)));
    }
    System.out.println((residentKib() - before) >> 10);
    stores.forEach(RocksFolder::close);
  }

  private static void fill(RocksFolder store, Random random) throws RocksDBException {
    byte[] row = new byte[ROW_BYTES];
    for (int number = 0; number < ROWS; number++) {
      random.nextBytes(row);
      store.database().put(key(number), row);
    }
  }

  private static byte[] key(int number) {
    return ByteBuffer.allocate(Integer.BYTES).putInt(number).array();
  }

  private static long residentKib() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .map(line -> line.replaceAll("[^0-9]", ""))
        .mapToLong(Long::parseLong)
        .findFirst()
        .orElseThrow();
  }
}
