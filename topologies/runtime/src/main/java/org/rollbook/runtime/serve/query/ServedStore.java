package org.rollbook.runtime.serve.query;

import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.rollbook.runtime.view.History;
import org.rollbook.runtime.view.StoreSpec;

/// A store from which questions are answered.
///
/// @param view whose task keeps it
/// @param filters of its lists; a store without lists takes any row
/// @param history the store of the same task, under the same keys, that records which events each
///   row has received; empty if nobody may ask whether an event was applied
public record ServedStore<R>(
    String view,
    StoreSpec<R> spec,
    RowFilter.Parser<R> filters,
    Optional<StoreSpec<? extends History<?>>> history) {

  /// A store whose rows are asked for by key, or all of them.
  public static <R> ServedStore<R> of(String view, StoreSpec<R> spec) {
    return new ServedStore<>(view, spec, ServedStore::noFilter, Optional.empty());
  }

  /// The same store, with filters for its lists.
  public ServedStore<R> filteredBy(RowFilter.Parser<R> parser) {
    return new ServedStore<>(view, spec, parser, history);
  }

  /// The same store, with a history that records which events each row has received.
  ///
  /// @param history a store of the same view under the same keys
  public ServedStore<R> remembering(StoreSpec<? extends History<?>> history) {
    return new ServedStore<>(view, spec, filters, Optional.of(history));
  }

  private static <R> RowFilter<R> noFilter(Map<String, String> parameters) {
    throw new IllegalArgumentException("no filter has " + parameters.keySet());
  }

  /// The filter on rows as they are stored.
  ///
  /// @throws IllegalArgumentException for parameters that no filter has
  Predicate<byte[]> filter(Map<String, String> parameters) {
    if (parameters.isEmpty()) {
      return row -> true;
    }
    RowFilter<R> filter = filters.parse(parameters);
    return row -> filter.test(spec.row(row));
  }
}
