package org.rollbook.runtime.serve.query;

import java.util.List;

/// Asks for rows of one partition of a store.
///
/// @param partition as the asker computed it; the receiver computes it again
record RowsQuestion(String store, int partition, List<RowKey> keys, Bounds bounds) {

  RowsQuestion {
    keys = List.copyOf(keys);
  }
}
