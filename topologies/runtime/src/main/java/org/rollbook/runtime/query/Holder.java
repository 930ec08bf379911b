package org.rollbook.runtime.query;

import java.util.List;
import java.util.Optional;

/// Somebody who may hold partitions: this instance, or a peer.
interface Holder {

  /// Rows of one partition, in the order of the keys; all from one copy, as of one time.
  Told<List<Optional<byte[]>>> rows(RowsQuestion question);

  /// A page of rows that begin with a prefix.
  Told<Page<byte[]>> page(PageQuestion question);
}
