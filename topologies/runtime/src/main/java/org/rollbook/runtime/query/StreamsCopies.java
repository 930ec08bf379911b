package org.rollbook.runtime.query;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.errors.StreamsNotStartedException;
import org.apache.kafka.streams.errors.StreamsStoppedException;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/// The copies that Kafka Streams holds, by its interactive queries.
///
/// By the older kind of them (`KafkaStreams.store`), of one named partition, active only. The newer
/// kind (`KafkaStreams.query`, IQv2) deadlocks in Kafka 4.3.1 when a row is read while it is
/// written: `RocksDBStore.put` locks the store and then its position,
/// `StoreQueryUtils.handleBasicQueries` the position and then the store.
public final class StreamsCopies implements Copies {

  private final Supplier<Optional<KafkaStreams>> streams;

  /// @param streams empty until it was started
  public StreamsCopies(Supplier<Optional<KafkaStreams>> streams) {
    this.streams = streams;
  }

  @Override
  public CopyRead<Optional<byte[]>> row(String store, int partition, Bytes key) {
    return read(store, partition, rows -> Optional.ofNullable(rows.get(key)));
  }

  @Override
  public CopyRead<Scan> scan(
      String store,
      int partition,
      Bytes lower,
      Bytes upper,
      boolean descending,
      RowVisitor visitor) {
    return read(
        store,
        partition,
        rows -> {
          try (var range =
              descending ? rows.reverseRange(lower, upper) : rows.range(lower, upper)) {
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

  private <T> CopyRead<T> read(
      String store, int partition, Function<ReadOnlyKeyValueStore<Bytes, byte[]>, T> reading) {
    Optional<KafkaStreams> running = streams.get();
    if (running.isEmpty()) {
      return new CopyRead.Unreadable<>("it has not started yet");
    }
    try {
      ReadOnlyKeyValueStore<Bytes, byte[]> rows =
          running
              .get()
              .store(
                  StoreQueryParameters.fromNameAndType(
                          store, QueryableStoreTypes.<Bytes, byte[]>keyValueStore())
                      .withPartition(partition));
      return new CopyRead.Read<>(reading.apply(rows));
    } catch (StreamsNotStartedException | StreamsStoppedException notRunning) {
      return new CopyRead.Unreadable<>("Kafka Streams is not running");
    } catch (InvalidStateStoreException moved) {
      return new CopyRead.Unreadable<>("it is being restored or moved");
    }
  }
}
