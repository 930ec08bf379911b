package org.rollbook.runtime.query;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.rollbook.runtime.view.DamagedStore;
import org.rollbook.runtime.view.OpenCopies;
import org.rollbook.runtime.view.OpenCopies.OpenCopy;
import org.rollbook.runtime.watermark.AsOf;

/// The copies that Kafka Streams has open, read directly.
///
/// By none of its interactive queries: the older kind (`KafkaStreams.store`) does not say which
/// copy it reads, and the newer one (`KafkaStreams.query`, IQv2) deadlocks in Kafka 4.4.0 when a
/// row is read while it is written: `RocksDBStore.put` locks the store and then its position,
/// `StoreQueryUtils.handleBasicQueries` the position and then the store.
public record StreamsCopies(OpenCopies open) implements Copies {

  @Override
  public Optional<Copy> find(String store, int partition) {
    return open.find(store, partition).map(copy -> new StreamsCopy(open, copy));
  }

  private record StreamsCopy(OpenCopies open, OpenCopy copy) implements Copy {

    @Override
    public Instant openedAt() {
      return copy.openedAt();
    }

    @Override
    public CopyRead<AsOf> asOf() {
      return open.isTrusted(copy)
          ? read(_ -> copy.asOfWhileOpen().orElse(AsOf.NONE))
          : new CopyRead.Unreadable<>("its changelog has not been looked at yet");
    }

    @Override
    public CopyRead<Optional<byte[]>> row(Bytes key) {
      return read(rows -> Optional.ofNullable(rows.get(key)));
    }

    @Override
    public CopyRead<Scan> scan(Bytes lower, Bytes upper, boolean descending, RowVisitor visitor) {
      return read(
          rows -> {
            try (var range =
                descending ? rows.reverseRange(lower, upper) : rows.range(lower, upper)) {
              return visited(range, visitor);
            }
          });
    }

    private <T> CopyRead<T> read(Function<ReadOnlyKeyValueStore<Bytes, byte[]>, T> reading) {
      try {
        return new CopyRead.Read<>(reading.apply(copy.rows()));
      } catch (DamagedStore damaged) {
        copy.foundDamaged();
        return new CopyRead.Unreadable<>("its files are damaged, and it will be restored");
      } catch (InvalidStateStoreException closed) {
        return new CopyRead.Unreadable<>("it was closed while it was read");
      }
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
  }
}
