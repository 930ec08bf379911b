package org.rollbook.runtime.view;

import java.util.NoSuchElementException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;

/// The rows of a store between two keys. It distinguishes the end of the rows from a spot where
/// they cannot be read: an iterator of RocksDB stops in both cases, and only its status names the
/// reason.
///
/// One thread reads it; any thread may close it.
final class RowScan implements KeyValueIterator<Bytes, byte[]> {

  private final RocksIterator rows;
  private final Bytes last;
  private final Direction direction;
  private final Function<RocksDBException, ? extends RuntimeException> damaged;
  private final Consumer<RowScan> whenClosed;
  private boolean isOpen = true;

  enum Direction {
    FORWARDS,
    BACKWARDS
  }

  /// @param rows closed with this
  /// @param from the least key, inclusive
  /// @param to the greatest key, inclusive
  /// @param damaged what to throw when rows cannot be read
  RowScan(
      RocksIterator rows,
      Bytes from,
      Bytes to,
      Direction direction,
      Function<RocksDBException, ? extends RuntimeException> damaged,
      Consumer<RowScan> whenClosed) {
    this.rows = rows;
    this.direction = direction;
    this.damaged = damaged;
    this.whenClosed = whenClosed;
    this.last =
        switch (direction) {
          case FORWARDS -> to;
          case BACKWARDS -> from;
        };
    switch (direction) {
      case FORWARDS -> rows.seek(from.get());
      case BACKWARDS -> rows.seekForPrev(to.get());
    }
  }

  @Override
  public synchronized boolean hasNext() {
    requireOpen();
    if (rows.isValid()) {
      int beyond = Bytes.wrap(rows.key()).compareTo(last);
      return switch (direction) {
        case FORWARDS -> beyond <= 0;
        case BACKWARDS -> beyond >= 0;
      };
    }
    try {
      rows.status();
      return false;
    } catch (RocksDBException e) {
      throw damaged.apply(e);
    }
  }

  @Override
  public synchronized KeyValue<Bytes, byte[]> next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    var row = KeyValue.pair(Bytes.wrap(rows.key()), rows.value());
    switch (direction) {
      case FORWARDS -> rows.next();
      case BACKWARDS -> rows.prev();
    }
    return row;
  }

  @Override
  public synchronized Bytes peekNextKey() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return Bytes.wrap(rows.key());
  }

  private void requireOpen() {
    if (!isOpen) {
      throw new InvalidStateStoreException("The scan is closed");
    }
  }

  @Override
  public synchronized void close() {
    if (isOpen) {
      isOpen = false;
      whenClosed.accept(this);
      rows.close();
    }
  }
}
