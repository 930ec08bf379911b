package org.rollbook.runtime.view;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;
import org.rollbook.runtime.watermark.AsOf;

/// The copies of stores that are open in this process, by store and partition: of active tasks, of
/// standbys, and of what is still being restored.
///
/// Kafka Streams would give them out too (`KafkaStreams.store`), but not by name: two reads through
/// it may meet two copies. Here a copy is one store from its opening to its closing. While it is
/// open its state only moves forward; a standby that becomes active, or the other way round, stays
/// the same copy; one that is thrown away and restored anew is another.
///
/// Thread-safe.
public final class OpenCopies {

  private final ConcurrentMap<Place, OpenCopy> copies = new ConcurrentHashMap<>();
  private final AtomicLong openings = new AtomicLong();
  private final Clock clock;

  /// Copies opened up to this one may be served.
  private volatile long trusted = Long.MAX_VALUE;

  public OpenCopies(Clock clock) {
    this.clock = clock;
  }

  private record Place(String store, int partition) {}

  /// A copy from its opening to its closing. Two are equal only if they are the same one.
  public static final class OpenCopy {

    private final long number;
    private final Instant openedAt;
    private final ReadOnlyKeyValueStore<Bytes, byte[]> rows;
    private volatile @Nullable LastAsOf last;
    private volatile boolean damaged;

    /// The as-of row that was read last. It changes once a second, and every answer begins with it.
    private record LastAsOf(Bytes row, AsOf asOf) {}

    private OpenCopy(long number, Instant openedAt, ReadOnlyKeyValueStore<Bytes, byte[]> rows) {
      this.number = number;
      this.openedAt = openedAt;
      this.rows = rows;
    }

    /// When it was opened, by our clock.
    public Instant openedAt() {
      return openedAt;
    }

    /// What it has heard of how far the sources were read; empty if nothing yet, or closed.
    public Optional<AsOf> asOf() {
      try {
        return asOfWhileOpen();
      } catch (InvalidStateStoreException closed) {
        return Optional.empty();
      }
    }

    /// The same; reading throws an `InvalidStateStoreException` once it is closed.
    public Optional<AsOf> asOfWhileOpen() {
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

    /// Whether somebody found that its files cannot be read. It will be closed and restored.
    public boolean isDamaged() {
      return damaged;
    }

    /// Its files cannot be read.
    public void foundDamaged() {
      damaged = true;
    }

    /// What it holds; reading throws an `InvalidStateStoreException` once it is closed, and a
    /// [DamagedStore] if its files cannot be read.
    public ReadOnlyKeyValueStore<Bytes, byte[]> rows() {
      return rows;
    }
  }

  /// The copy of a store's partition, if one is open here.
  public Optional<OpenCopy> find(String store, int partition) {
    return Optional.ofNullable(copies.get(new Place(store, partition)));
  }

  /// The number of the newest opening, for [#trust].
  public long newest() {
    return openings.get();
  }

  /// Whoever asks for copies may have those that were opened up to now, by [#newest]: their
  /// changelogs were looked at since, and are whole.
  public void trust(long upTo) {
    trusted = upTo;
  }

  /// Whether a copy may be served.
  public boolean isTrusted(OpenCopy copy) {
    return copy.number <= trusted;
  }

  /// Whether the copy of a store's partition that is open here is damaged.
  public boolean isDamaged(String store, int partition) {
    return find(store, partition).filter(OpenCopy::isDamaged).isPresent();
  }

  /// Makes stores that are known here while they are open.
  KeyValueBytesStoreSupplier watching(KeyValueBytesStoreSupplier stores) {
    return new WatchedStore.Supplier(stores, this);
  }

  OpenCopy opened(String store, int partition, ReadOnlyKeyValueStore<Bytes, byte[]> rows) {
    var copy = new OpenCopy(openings.incrementAndGet(), clock.instant(), rows);
    copies.put(new Place(store, partition), copy);
    return copy;
  }

  /// Harmless if another has taken its place.
  void closed(String store, int partition, OpenCopy copy) {
    copies.remove(new Place(store, partition), copy);
  }
}
