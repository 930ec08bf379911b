package org.rollbook.runtime.serve.query;

import java.util.List;
import org.rollbook.model.digest.LearnerBuckets;

/// The digests of a topology's rows, which anybody can compare with the LMS's own tables.
public interface DigestQueries {

  /// The digests of buckets that have rows, in one or more answers for each partition: a bucket's
  /// digest is that of all answers together.
  List<Answer<List<Bucket>>> buckets(LearnerBuckets buckets, Bounds bounds);
}
