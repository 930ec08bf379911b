package org.rollbook.runtime.view;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.StampedLock;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.internals.RocksDBStore;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/// Kafka Streams' store on RocksDB, of which rows are read without waiting for one another or for
/// the one that writes.
///
/// Its own `get` holds the store's monitor: of all who read a partition one does at a time, and all
/// wait when that one's thread has to. RocksDB needs none of that; only closing it under somebody
/// who reads would end the process, so closing waits for those who read, and they find it closed
/// afterwards.
final class ConcurrentRocksDb extends RocksDBStore {

  /// As Kafka Streams calls its own in metrics.
  private static final String METRICS_SCOPE = "rocksdb";

  /// Not public: an upgrade of Kafka Streams that changes it fails the first test that opens a
  /// store.
  private static final VarHandle DB = db();

  private final StampedLock closing = new StampedLock();

  private ConcurrentRocksDb(String name) {
    super(name, METRICS_SCOPE);
  }

  private static VarHandle db() {
    try {
      return MethodHandles.privateLookupIn(RocksDBStore.class, MethodHandles.lookup())
          .findVarHandle(RocksDBStore.class, "db", RocksDB.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /// Makes stores of a name, one for each partition.
  record Supplier(String name) implements KeyValueBytesStoreSupplier {

    @Override
    public ConcurrentRocksDb get() {
      return new ConcurrentRocksDb(name);
    }

    @Override
    public String metricsScope() {
      return METRICS_SCOPE;
    }
  }

  @Override
  @SuppressWarnings("UnsynchronizedOverridesSynchronized") // It is what this class is for.
  public byte @Nullable [] get(Bytes key) {
    long reading = closing.readLock();
    try {
      if (!isOpen()) {
        throw new InvalidStateStoreException("Store " + name() + " is closed");
      }
      return ((RocksDB) DB.get(this)).get(key.get());
    } catch (RocksDBException e) {
      throw new ProcessorStateException("Reading a row of store " + name(), e);
    } finally {
      closing.unlockRead(reading);
    }
  }

  /// The monitor first, as whoever reads in order to write takes them: the other way round two
  /// could wait for each other.
  @Override
  public synchronized void close() {
    long stamp = closing.writeLock();
    try {
      super.close();
    } finally {
      closing.unlockWrite(stamp);
    }
  }
}
