package org.rollbook.runtime.query;

import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.errors.StreamsNotStartedException;
import org.apache.kafka.streams.errors.StreamsStoppedException;
import org.apache.kafka.streams.errors.UnknownStateStoreException;
import org.apache.kafka.streams.query.KeyQuery;
import org.apache.kafka.streams.query.Query;
import org.apache.kafka.streams.query.QueryResult;
import org.apache.kafka.streams.query.RangeQuery;
import org.apache.kafka.streams.query.StateQueryRequest;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.jspecify.annotations.Nullable;

/// The copies that Kafka Streams holds, by its interactive queries (IQv2).
///
/// Every query names its partition and requires the active: without the first, all local partitions
/// are probed; without the second, standbys and stores that are being restored answer with a
/// successful null.
public final class StreamsCopies implements Copies {

  private final Supplier<Optional<KafkaStreams>> streams;

  /// @param streams empty until it was started
  public StreamsCopies(Supplier<Optional<KafkaStreams>> streams) {
    this.streams = streams;
  }

  @Override
  public CopyRead<Optional<byte[]>> row(String store, int partition, Bytes key) {
    return query(
        store, partition, KeyQuery.<Bytes, byte[]>withKey(key), row -> Optional.ofNullable(row));
  }

  @Override
  public CopyRead<Scan> scan(
      String store,
      int partition,
      Bytes lower,
      Bytes upper,
      boolean descending,
      RowVisitor visitor) {
    RangeQuery<Bytes, byte[]> range = RangeQuery.withRange(lower, upper);
    return query(
        store,
        partition,
        descending ? range.withDescendingKeys() : range.withAscendingKeys(),
        rows -> visited(rows, visitor));
  }

  private static Scan visited(
      @Nullable KeyValueIterator<Bytes, byte[]> iterator, RowVisitor visitor) {
    if (iterator == null) {
      throw new IllegalStateException("a range query succeeded without an iterator");
    }
    try (iterator) {
      while (iterator.hasNext()) {
        KeyValue<Bytes, byte[]> row = iterator.next();
        if (!visitor.wantsMoreAfter(row.key, row.value)) {
          return Scan.STOPPED;
        }
      }
      return Scan.AT_THE_END;
    }
  }

  private <A, T> CopyRead<T> query(
      String store, int partition, Query<A> query, Function<@Nullable A, T> reading) {
    Optional<KafkaStreams> running = streams.get();
    if (running.isEmpty()) {
      return new CopyRead.Unreadable<>("it has not started yet");
    }
    try {
      @Nullable QueryResult<A> result =
          running
              .get()
              .query(
                  StateQueryRequest.inStore(store)
                      .withQuery(query)
                      .withPartitions(Set.of(partition))
                      .requireActive())
              .getPartitionResults()
              .get(partition);
      if (result == null) {
        return new CopyRead.Unreadable<>("it is not here");
      }
      return result.isSuccess()
          ? new CopyRead.Read<>(reading.apply(result.getResult()))
          : new CopyRead.Unreadable<>(why(result));
    } catch (StreamsNotStartedException | StreamsStoppedException notRunning) {
      return new CopyRead.Unreadable<>("Kafka Streams is not running");
    } catch (UnknownStateStoreException moved) {
      return new CopyRead.Unreadable<>("its store is not here");
    }
  }

  private static String why(QueryResult<?> result) {
    return switch (result.getFailureReason()) {
      case NOT_ACTIVE -> "it is being restored or moved";
      case NOT_PRESENT, DOES_NOT_EXIST -> "it is not here";
      case NOT_UP_TO_BOUND, STORE_EXCEPTION, UNKNOWN_QUERY_TYPE -> "its store could not be read";
    };
  }
}
