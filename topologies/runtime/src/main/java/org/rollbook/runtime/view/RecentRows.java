package org.rollbook.runtime.view;

import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import org.apache.kafka.common.utils.Bytes;

/// The rows of one store of one task, the last thousand of them cached, so that not each event
/// reads the same row again. Only this task writes them, so the cache equals the store for as long
/// as the task is open: an abort closes the task.
final class RecentRows<R> {

  private static final int REMEMBERED = 1_000;

  private final Rows<R> rows;
  private final SequencedMap<Bytes, R> recent = new LinkedHashMap<>(16, 0.75f, true);

  RecentRows(Rows<R> rows) {
    this.rows = rows;
  }

  Optional<R> get(Bytes key) {
    return Optional.ofNullable(recent.get(key)).or(() -> rows.get(key));
  }

  /// The removal of a row.
  Runnable remove(Bytes key) {
    return () -> {
      rows.store().delete(key);
      recent.remove(key);
    };
  }

  /// The writing of a row.
  ///
  /// @throws IllegalArgumentException if it is too large
  Runnable put(Bytes key, R row) {
    Put put = rows.put(key, row);
    return () -> {
      put.run();
      recent.put(key, row);
      if (recent.size() > REMEMBERED) {
        recent.pollFirstEntry();
      }
    };
  }
}
