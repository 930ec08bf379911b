package org.rollbook.runtime.view;

import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/// A row that is about to be written. It is encoded already, and of a size that the changelog
/// accepts, so that nothing about the row can fail any more.
final class Put implements Runnable {

  private final KeyValueStore<Bytes, byte[]> store;
  private final Bytes key;
  private final byte[] row;

  /// @throws IllegalArgumentException if the row is too large
  Put(KeyValueStore<Bytes, byte[]> store, Bytes key, byte[] row) {
    RecordSize.check("a row of store " + store.name(), (long) key.get().length + row.length);
    this.store = store;
    this.key = key;
    this.row = row;
  }

  @Override
  public void run() {
    store.put(key, row);
  }
}
