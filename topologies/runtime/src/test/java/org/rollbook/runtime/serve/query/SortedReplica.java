package org.rollbook.runtime.serve.query;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;
import org.rollbook.runtime.view.AsOfRow;
import org.rollbook.runtime.view.ReplicaRead;
import org.rollbook.runtime.view.Replicas;
import org.rollbook.runtime.watermark.AsOf;

/// One store partition in memory, in the order of bytes as RocksDB has it.
final class SortedReplica implements Replicas.Replica {

  private final NavigableMap<Bytes, byte[]> rows = new TreeMap<>();
  private final Map<Bytes, Runnable> actions = new HashMap<>();
  private final Instant openedAt;
  private boolean closed;
  private int rowsRead;

  SortedReplica(Instant openedAt) {
    this.openedAt = openedAt;
  }

  void put(byte[] key, byte[] row) {
    rows.put(Bytes.wrap(key), row);
  }

  /// Runs an action just before a row is read.
  void onRead(byte[] key, Runnable action) {
    actions.put(Bytes.wrap(key), action);
  }

  /// From now on nothing can be read.
  void close() {
    closed = true;
  }

  int rowsRead() {
    return rowsRead;
  }

  @Override
  public Instant openedAt() {
    return openedAt;
  }

  @Override
  public ReplicaRead<AsOf> asOf() {
    return row(AsOfRow.KEY)
        .then(row -> new ReplicaRead.Read<>(row.map(AsOfRow::asOf).orElse(AsOf.NONE)));
  }

  @Override
  public ReplicaRead<Optional<byte[]>> row(Bytes key) {
    actions.getOrDefault(key, () -> {}).run();
    return closed
        ? new ReplicaRead.Unreadable<>("it was closed")
        : new ReplicaRead.Read<>(Optional.ofNullable(rows.get(key)));
  }

  @Override
  public ReplicaRead<Replicas.Scan> scan(
      Bytes lower, Bytes upper, boolean descending, Replicas.RowVisitor visitor) {
    NavigableMap<Bytes, byte[]> range = rows.subMap(lower, true, upper, true);
    for (Map.Entry<Bytes, byte[]> row : (descending ? range.descendingMap() : range).entrySet()) {
      rowsRead++;
      if (!visitor.wantsMoreAfter(row.getKey(), row.getValue())) {
        return new ReplicaRead.Read<>(Replicas.Scan.STOPPED);
      }
    }
    return new ReplicaRead.Read<>(Replicas.Scan.AT_THE_END);
  }
}
