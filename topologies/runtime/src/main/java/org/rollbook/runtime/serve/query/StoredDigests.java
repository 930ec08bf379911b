package org.rollbook.runtime.serve.query;

import java.util.List;
import org.rollbook.model.digest.LearnerBuckets;
import org.rollbook.model.digest.RowsDigest;
import org.rollbook.runtime.view.DigestPart;

/// Answers digests from the store of a view.
public final class StoredDigests implements DigestQueries {

  private final ViewReader<RowsDigest> digests;

  /// @param view that has them
  public StoredDigests(QueryService service, String view) {
    digests = service.reader(ServedStore.of(view, DigestPart.STORE));
  }

  @Override
  public List<Answer<List<Bucket>>> buckets(LearnerBuckets buckets, Bounds bounds) {
    return digests.buckets(buckets, bounds);
  }
}
