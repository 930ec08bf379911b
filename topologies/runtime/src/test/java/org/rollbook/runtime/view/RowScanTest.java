package org.rollbook.runtime.view;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.FlushOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

class RowScanTest {

  private static final int ROWS = 5_000;

  @TempDir private Path folder;

  @BeforeEach
  void fill() throws RocksDBException {
    RocksDB.loadLibrary();
    try (var db = RocksDB.open(folder.toString());
        var flush = new FlushOptions()) {
      for (int row = 0; row < ROWS; row++) {
        db.put(key(row).get(), "%020d".formatted(row).getBytes(UTF_8));
      }
      db.flush(flush);
    }
  }

  @Test
  void shouldGiveTheRowsBetweenTwoKeysInEitherDirection() throws RocksDBException {
    assertThat(rows(RowScan.Direction.FORWARDS, 7, 9)).containsExactly(key(7), key(8), key(9));
    assertThat(rows(RowScan.Direction.BACKWARDS, 7, 9)).containsExactly(key(9), key(8), key(7));
    assertThat(rows(RowScan.Direction.FORWARDS, 0, ROWS)).hasSize(ROWS);
    assertThat(rows(RowScan.Direction.BACKWARDS, 0, ROWS)).hasSize(ROWS);
  }

  /// RocksDB's iterator ends there as if there were no more rows.
  @Test
  void shouldNotTakeDamageForTheEnd() throws IOException {
    try (var files = Files.list(folder)) {
      Path table = files.filter(file -> file.toString().endsWith(".sst")).findFirst().orElseThrow();
      flip16Bytes(table);
    }

    assertThat(RowScan.Direction.values())
        .allSatisfy(
            direction ->
                assertThatThrownBy(() -> rows(direction, 0, ROWS))
                    .isInstanceOf(DamagedStore.class)
                    .hasMessageContaining("words"));
  }

  private List<Bytes> rows(RowScan.Direction direction, int from, int to) throws RocksDBException {
    List<Bytes> keys = new ArrayList<>();
    try (var db = RocksDB.open(folder.toString());
        var scan =
            new RowScan(
                db.newIterator(),
                key(from),
                key(to),
                direction,
                why -> new DamagedStore("words", why),
                _ -> {})) {
      while (scan.hasNext()) {
        keys.add(scan.next().key);
      }
    }
    return keys;
  }

  private static Bytes key(int row) {
    return Bytes.wrap("%08d".formatted(row).getBytes(UTF_8));
  }

  private static void flip16Bytes(Path file) throws IOException {
    try (var table = new RandomAccessFile(file.toFile(), "rw")) {
      var bytes = new byte[16];
      long middle = table.length() / 3;
      table.seek(middle);
      table.readFully(bytes);
      for (int each = 0; each < bytes.length; each++) {
        bytes[each] ^= (byte) 0xFF;
      }
      table.seek(middle);
      table.write(bytes);
    }
  }
}
