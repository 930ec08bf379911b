package org.rollbook.runtime.query;

import java.util.List;

/// Asks for rows of one partition of a store.
///
/// @param partition as the asker has it; whoever is asked counts again
record RowsQuestion(String store, int partition, List<RowKey> keys, Bounds bounds) {

  RowsQuestion {
    keys = List.copyOf(keys);
  }
}
