package org.rollbook.runtime.query;

import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;

/// One store partition in memory, in the order of bytes as RocksDB has it.
final class SortedCopies implements Copies {

  private final NavigableMap<Bytes, byte[]> rows = new TreeMap<>();
  private final Map<Bytes, Runnable> actions = new HashMap<>();
  private int rowsRead;

  void put(byte[] key, byte[] row) {
    rows.put(Bytes.wrap(key), row);
  }

  /// Does something just before a row is read.
  void onRead(byte[] key, Runnable action) {
    actions.put(Bytes.wrap(key), action);
  }

  int rowsRead() {
    return rowsRead;
  }

  @Override
  public CopyRead<Optional<byte[]>> row(String store, int partition, Bytes key) {
    actions.getOrDefault(key, () -> {}).run();
    return new CopyRead.Read<>(Optional.ofNullable(rows.get(key)));
  }

  @Override
  public CopyRead<Scan> scan(
      String store,
      int partition,
      Bytes lower,
      Bytes upper,
      boolean descending,
      RowVisitor visitor) {
    NavigableMap<Bytes, byte[]> range = rows.subMap(lower, true, upper, true);
    for (Map.Entry<Bytes, byte[]> row : (descending ? range.descendingMap() : range).entrySet()) {
      rowsRead++;
      if (!visitor.wantsMoreAfter(row.getKey(), row.getValue())) {
        return new CopyRead.Read<>(Scan.STOPPED);
      }
    }
    return new CopyRead.Read<>(Scan.AT_THE_END);
  }
}
