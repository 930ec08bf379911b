package org.rollbook.runtime.view;

import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.KeyValueStore;

/// The rows of one store of one task, typed.
public final class Rows<R> {

  private final StoreSpec<R> spec;
  private final KeyValueStore<Bytes, byte[]> store;

  private Rows(StoreSpec<R> spec, KeyValueStore<Bytes, byte[]> store) {
    this.spec = spec;
    this.store = store;
  }

  public static <R> Rows<R> of(StoreSpec<R> spec, ProcessingContext context) {
    return new Rows<>(spec, context.getStateStore(spec.name()));
  }

  public Optional<R> get(Bytes key) {
    return Optional.ofNullable(store.get(key)).map(spec::row);
  }

  /// A row that is about to be written.
  ///
  /// @throws IllegalArgumentException if it is too large
  Put put(Bytes key, R row) {
    return new Put(store, key, spec.bytes(row));
  }

  /// The bytes below, for reserved rows.
  KeyValueStore<Bytes, byte[]> store() {
    return store;
  }
}
