package org.rollbook.runtime.serve.query;

import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.rollbook.runtime.view.History;
import org.rollbook.runtime.view.StoreSpec;

/// A store from which questions are answered.
///
/// @param view whose task keeps it
/// @param exists whether a row is answered at all; one that was deleted at its source is not
/// @param filters of its lists; a store without lists takes any row
/// @param history the store of the same task, under the same keys, that records which events each
///   row has received; empty if nobody may ask whether an event was applied
public record ServedStore<R>(
    String view,
    StoreSpec<R> spec,
    Predicate<R> exists,
    RowFilter.Parser<R> filters,
    Optional<StoreSpec<? extends History<?>>> history) {

  /// A store whose rows are asked for by key, or all of them.
  public static <R> ServedStore<R> of(String view, StoreSpec<R> spec) {
    return new ServedStore<>(view, spec, _ -> true, ServedStore::noFilter, Optional.empty());
  }

  /// The same store, of which only some rows are answered.
  public ServedStore<R> having(Predicate<R> condition) {
    return new ServedStore<>(view, spec, condition, filters, history);
  }

  /// The same store, with filters for its lists.
  public ServedStore<R> filteredBy(RowFilter.Parser<R> parser) {
    return new ServedStore<>(view, spec, exists, parser, history);
  }

  /// The same store, with a history that records which events each row has received.
  ///
  /// @param history a store of the same view under the same keys
  public ServedStore<R> remembering(StoreSpec<? extends History<?>> history) {
    return new ServedStore<>(view, spec, exists, filters, Optional.of(history));
  }

  private static <R> RowFilter<R> noFilter(Map<String, String> parameters) {
    throw new IllegalArgumentException("no filter has " + parameters.keySet());
  }

  /// A row as it is stored, if it is answered.
  Optional<R> row(byte[] bytes) {
    return Optional.of(spec.row(bytes)).filter(exists);
  }

  /// The filter of lists, on rows as they are stored.
  ///
  /// @throws IllegalArgumentException for parameters that no filter has
  Predicate<byte[]> filter(Map<String, String> parameters) {
    Predicate<R> filter = parameters.isEmpty() ? _ -> true : filters.parse(parameters);
    return bytes -> row(bytes).filter(filter).isPresent();
  }
}
