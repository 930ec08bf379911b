package org.rollbook.runtime.serve.query;

import java.util.List;
import java.util.Optional;

/// Reads the replicas of one instance: this one, or a peer.
interface ReplicaReader {

  /// Rows of one partition, in the order of the keys; all from one replica, as of one time.
  Answer<List<Optional<byte[]>>> rows(RowsQuestion question);

  /// A page of rows that begin with a prefix.
  Answer<Page<byte[]>> page(PageQuestion question);

  /// Digests of one partition, in the order of the buckets.
  Answer<BucketsRead> buckets(BucketsQuestion question);
}
