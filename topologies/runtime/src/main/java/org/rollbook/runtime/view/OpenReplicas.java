package org.rollbook.runtime.view;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;
import org.rollbook.runtime.watermark.AsOf;

/// The replicas of stores that are open in this process, by store and partition: those of active
/// tasks, of standbys, and those that are still being restored.
///
/// Kafka Streams gives access to them too (`KafkaStreams.store`), but does not identify them: two
/// reads through it may use two replicas. Here a replica is one store from its opening to its
/// closing. While it is open, its state only moves forward. A standby that becomes active, or the
/// other way round, stays the same replica; one that is discarded and restored is another.
///
/// The newer interactive queries (`KafkaStreams.query`, IQv2) would not do either: they deadlock in
/// Kafka 4.4.0 when a row is read while it is written: `RocksDBStore.put` locks the store and then
/// its position, `StoreQueryUtils.handleBasicQueries` the position and then the store.
///
/// Thread-safe.
public final class OpenReplicas implements Replicas {

  private final ConcurrentMap<StorePartition, OpenReplica> replicas = new ConcurrentHashMap<>();
  private final AtomicLong openings = new AtomicLong();
  private final Clock clock;

  /// Replicas with a number up to this one may be served.
  private volatile long trusted = Long.MAX_VALUE;

  public OpenReplicas(Clock clock) {
    this.clock = clock;
  }

  private record StorePartition(String store, int partition) {}

  /// A replica from its opening to its closing. Two are equal only if they are the same one.
  public final class OpenReplica implements Replica {

    private final long number;
    private final Instant openedAt;
    private final ReadOnlyKeyValueStore<Bytes, byte[]> rows;
    private volatile @Nullable LastAsOf last;
    private volatile boolean damaged;

    /// The as-of row that was read last. It changes once a second, and every answer begins with it.
    private record LastAsOf(Bytes row, AsOf asOf) {}

    private OpenReplica(long number, Instant openedAt, ReadOnlyKeyValueStore<Bytes, byte[]> rows) {
      this.number = number;
      this.openedAt = openedAt;
      this.rows = rows;
    }

    @Override
    public Instant openedAt() {
      return openedAt;
    }

    /// How far the sources were read, as it has received it; empty if it has received nothing yet,
    /// or cannot be read.
    public Optional<AsOf> lastAsOf() {
      try {
        return storedAsOf();
      } catch (InvalidStateStoreException unreadable) {
        return Optional.empty();
      }
    }

    @Override
    public ReplicaRead<AsOf> asOf() {
      return number <= trusted
          ? read(_ -> storedAsOf().orElse(AsOf.NONE))
          : new ReplicaRead.Unreadable<>("its changelog has not been looked at yet");
    }

    @Override
    public ReplicaRead<Optional<byte[]>> row(Bytes key) {
      return read(open -> Optional.ofNullable(open.get(key)));
    }

    @Override
    public ReplicaRead<Scan> scan(
        Bytes lower, Bytes upper, boolean descending, RowVisitor visitor) {
      return read(
          open -> {
            try (var range =
                descending ? open.reverseRange(lower, upper) : open.range(lower, upper)) {
              return visited(range, visitor);
            }
          });
    }

    private static Scan visited(KeyValueIterator<Bytes, byte[]> range, RowVisitor visitor) {
      while (range.hasNext()) {
        KeyValue<Bytes, byte[]> row = range.next();
        if (!visitor.wantsMoreAfter(row.key, row.value)) {
          return Scan.STOPPED;
        }
      }
      return Scan.AT_THE_END;
    }

    private <T> ReplicaRead<T> read(Function<ReadOnlyKeyValueStore<Bytes, byte[]>, T> reading) {
      try {
        return new ReplicaRead.Read<>(reading.apply(rows));
      } catch (DamagedStore unreadable) {
        damaged = true;
        return new ReplicaRead.Unreadable<>("its files are damaged, and it will be restored");
      } catch (InvalidStateStoreException closed) {
        return new ReplicaRead.Unreadable<>("it was closed while it was read");
      }
    }

    private Optional<AsOf> storedAsOf() {
      byte[] row = rows.get(AsOfRow.KEY);
      return row == null ? AsOfRow.of(rows::get) : Optional.of(asOf(Bytes.wrap(row)));
    }

    private AsOf asOf(Bytes row) {
      LastAsOf known = last;
      if (known != null && known.row().equals(row)) {
        return known.asOf();
      }
      AsOf asOf = AsOfRow.asOf(row.get());
      last = new LastAsOf(row, asOf);
      return asOf;
    }

    /// Whether its files were found to be unreadable. It will be closed and restored.
    public boolean isDamaged() {
      return damaged;
    }

    /// Its rows; reading throws an `InvalidStateStoreException` once it is closed, and a
    /// [DamagedStore] if its files cannot be read.
    ReadOnlyKeyValueStore<Bytes, byte[]> rows() {
      return rows;
    }
  }

  @Override
  public Optional<Replica> find(String store, int partition) {
    return open(store, partition).map(replica -> replica);
  }

  /// The same, with what only this process can know of it.
  public Optional<OpenReplica> open(String store, int partition) {
    return Optional.ofNullable(replicas.get(new StorePartition(store, partition)));
  }

  /// The number of the newest opening, for [#trust].
  public long newest() {
    return openings.get();
  }

  /// Lets replicas be served that were opened up to now, by [#newest]: their changelogs were
  /// checked since, and are whole.
  public void trust(long upTo) {
    trusted = upTo;
  }

  /// Whether the replica of a store's partition that is open here is damaged.
  public boolean isDamaged(String store, int partition) {
    return open(store, partition).filter(OpenReplica::isDamaged).isPresent();
  }

  /// Makes stores that are registered here while they are open.
  KeyValueBytesStoreSupplier watching(KeyValueBytesStoreSupplier stores) {
    return new WatchedStore.Supplier(stores, this);
  }

  OpenReplica opened(String store, int partition, ReadOnlyKeyValueStore<Bytes, byte[]> rows) {
    var replica = new OpenReplica(openings.incrementAndGet(), clock.instant(), rows);
    replicas.put(new StorePartition(store, partition), replica);
    return replica;
  }

  /// Has no effect if another replica has replaced it.
  void closed(String store, int partition, OpenReplica replica) {
    replicas.remove(new StorePartition(store, partition), replica);
  }
}
