package org.rollbook.runtime.view;

import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/// The rows of a store whose files cannot be read.
public final class DamagedRows implements ReadOnlyKeyValueStore<Bytes, byte[]> {

  private final String store;

  private DamagedRows(String store) {
    this.store = store;
  }

  /// Opens a replica of a store that has such rows.
  public static OpenReplicas.OpenReplica open(OpenReplicas replicas, String store, int partition) {
    return replicas.opened(store, partition, new DamagedRows(store));
  }

  @Override
  public byte[] get(Bytes key) {
    throw unreadable();
  }

  @Override
  public KeyValueIterator<Bytes, byte[]> range(Bytes from, Bytes to) {
    throw unreadable();
  }

  @Override
  public KeyValueIterator<Bytes, byte[]> all() {
    throw unreadable();
  }

  @Override
  public long approximateNumEntries() {
    throw unreadable();
  }

  private DamagedStore unreadable() {
    return new DamagedStore(store, new IllegalStateException("flipped bytes"));
  }
}
