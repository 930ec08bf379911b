package org.rollbook.runtime.view;

import java.io.File;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.StampedLock;
import java.util.function.Function;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.errors.TaskMigratedException;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.internals.RocksDBStore;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Kafka Streams' store on RocksDB, with two additions: readers of committed rows ([#readOnly])
/// wait neither for one another nor for the writer, and damaged files are detected.
///
/// Its own `get` holds the store's monitor: only one reader of a partition runs at a time, and all
/// others wait whenever its thread waits. RocksDB needs none of that. But to close RocksDB during a
/// read would end the process. So closing waits for the reads under way, and later reads find the
/// store closed.
///
/// A store that cannot be read is of no use, and its changelog has everything. A store that does
/// not open is emptied. A store that is found damaged later refuses reads and writes, and states
/// why: Kafka Streams then drops the instance's tasks, with what they have not committed, and
/// restores their stores.
final class ConcurrentRocksDb extends RocksDBStore {

  private static final Logger LOG = LoggerFactory.getLogger(ConcurrentRocksDb.class);

  /// As Kafka Streams calls its own in metrics.
  private static final String METRICS_SCOPE = "rocksdb";

  /// Not public: if an upgrade of Kafka Streams changes it, the first test that opens a store
  /// fails.
  private static final VarHandle DB = db();

  private final StampedLock closing = new StampedLock();
  private final Set<RowScan> scans = ConcurrentHashMap.newKeySet();
  private volatile @Nullable RocksDBException damage;
  private @Nullable TaskId task;

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

  /// Makes stores of one name, one for each partition.
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
  public void init(StateStoreContext context, StateStore root) {
    task = context.taskId();
    damage = null;
    try {
      super.init(context, root);
    } catch (ProcessorStateException unopened) {
      if (!(unopened.getCause() instanceof RocksDBException cause && isOfFiles(cause))) {
        throw unopened;
      }
      LOG.atError()
          .addKeyValue("store", name())
          .addKeyValue("partition", context.taskId().partition())
          .addKeyValue("why", cause.getMessage())
          .log("The files of a store cannot be opened; it will be restored");
      delete(dbDir);
      super.init(context, root);
    }
  }

  /// Whether another try would fail the same way. It would not if somebody else has the folder
  /// open, or if the disk is full.
  private static boolean isOfFiles(RocksDBException cause) {
    Status status = cause.getStatus();
    return status != null
        && (status.getCode() == Status.Code.Corruption
            || String.valueOf(cause.getMessage()).contains("No such file"));
  }

  private static void delete(File folder) {
    try {
      Utils.delete(folder);
    } catch (IOException e) {
      throw new ProcessorStateException("Deleting " + folder, e);
    }
  }

  /// The committed rows, for any number of threads.
  ///
  /// @throws DamagedStore while it is read, if the files are damaged
  @Override
  public ReadOnlyKeyValueStore<Bytes, byte[]> readOnly(IsolationLevel isolation) {
    return switch (isolation) {
      case READ_COMMITTED -> new Reader(this);
      case READ_UNCOMMITTED -> super.readOnly(isolation);
    };
  }

  /// @param store the store to read
  record Reader(ConcurrentRocksDb store) implements ReadOnlyKeyValueStore<Bytes, byte[]> {

    @Override
    public byte @Nullable [] get(Bytes key) {
      return store.reading(
          db -> {
            try {
              return db.get(key.get());
            } catch (RocksDBException e) {
              throw store.damaged(e);
            }
          });
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> range(Bytes from, Bytes to) {
      return scan(from, to, RowScan.Direction.FORWARDS);
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> reverseRange(Bytes from, Bytes to) {
      return scan(from, to, RowScan.Direction.BACKWARDS);
    }

    private RowScan scan(Bytes from, Bytes to, RowScan.Direction direction) {
      return store.reading(db -> store.scan(db, from, to, direction, store::damaged));
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> all() {
      throw new UnsupportedOperationException("nobody reads a whole store");
    }

    @Override
    public long approximateNumEntries() {
      return store.approximateNumEntries();
    }
  }

  private interface Reading<T extends @Nullable Object> {
    T of(RocksDB db);
  }

  private <T extends @Nullable Object> T reading(Reading<T> reading) {
    long stamp = closing.readLock();
    try {
      if (!isOpen()) {
        throw new InvalidStateStoreException("Store " + name() + " is closed");
      }
      RocksDBException known = damage;
      if (known != null) {
        throw new DamagedStore(name(), known);
      }
      return reading.of((RocksDB) DB.get(this));
    } finally {
      closing.unlockRead(stamp);
    }
  }

  private RowScan scan(
      RocksDB db,
      Bytes from,
      Bytes to,
      RowScan.Direction direction,
      Function<RocksDBException, ? extends RuntimeException> ifDamaged) {
    var scan = new RowScan(db.newIterator(), from, to, direction, ifDamaged, scans::remove);
    scans.add(scan);
    return scan;
  }

  private DamagedStore damaged(RocksDBException why) {
    if (damage == null) {
      damage = why;
      LOG.atError()
          .addKeyValue("store", name())
          .addKeyValue("partition", task == null ? null : task.partition())
          .addKeyValue("why", why.getMessage())
          .log("The files of a store are damaged; it will be restored");
    }
    return new DamagedStore(name(), why);
  }

  @Override
  public synchronized byte[] get(Bytes key) {
    return orLost(() -> super.get(key));
  }

  /// Kafka Streams' own does not tell the end of the rows from a spot that cannot be read.
  @Override
  public synchronized KeyValueIterator<Bytes, byte[]> range(Bytes from, Bytes to) {
    requireUndamaged();
    return reading(
        db ->
            scan(
                db,
                from,
                to,
                RowScan.Direction.FORWARDS,
                why -> {
                  damaged(why);
                  return lost(why);
                }));
  }

  /// Each watermark is put into each store, so a damaged store is noticed within a second or two.
  @Override
  public synchronized void put(Bytes key, byte[] value) {
    requireUndamaged();
    orLost(
        () -> {
          super.put(key, value);
          return value;
        });
  }

  @Override
  public synchronized byte[] delete(Bytes key) {
    return orLost(() -> super.delete(key));
  }

  private void requireUndamaged() {
    RocksDBException known = damage;
    if (known != null) {
      throw lost(known);
    }
  }

  private interface Access<T extends @Nullable Object> {
    T access();
  }

  private <T extends @Nullable Object> T orLost(Access<T> access) {
    try {
      return access.access();
    } catch (ProcessorStateException e) {
      if (e.getCause() instanceof RocksDBException cause && isOfFiles(cause)) {
        damaged(cause);
        throw lost(cause);
      }
      throw e;
    }
  }

  /// Not a `TaskCorruptedException`: after it, answers lacked events that had been polled for the
  /// task (`RATIONALE.md`).
  private RuntimeException lost(RocksDBException why) {
    var cause = new ProcessorStateException("The files of store " + name() + " are damaged", why);
    return task == null ? cause : new TaskMigratedException("Task " + task + " is lost", cause);
  }

  /// Takes the monitor first, as a thread does that reads in order to write: in the other order two
  /// threads could wait for each other.
  @Override
  public synchronized void close() {
    long stamp = closing.writeLock();
    try {
      Set.copyOf(scans).forEach(RowScan::close);
      super.close();
    } finally {
      closing.unlockWrite(stamp);
    }
  }
}
