package org.rollbook.runtime.serve.query;

import java.util.Map;
import org.apache.kafka.common.utils.Bytes;

/// Asks for a page of the rows that begin with a prefix.
///
/// @param partition as the asker computed it; the receiver computes it again
/// @param prefix the first part of their keys, which decides the partition
/// @param filter which of these rows to return, by the parameters of the store's [RowFilter]
record PageQuestion(
    String store,
    int partition,
    Bytes prefix,
    PageRequest request,
    Map<String, String> filter,
    Bounds bounds) {

  PageQuestion {
    filter = Map.copyOf(filter);
  }
}
