package org.rollbook.runtime.serve.query;

import org.rollbook.model.digest.LearnerBuckets;

/// Asks for the digests of the rows that one partition has, by bucket of learners.
///
/// @param firstFinest where to begin: the first finest bucket, or where the answer before ended
record BucketsQuestion(int partition, LearnerBuckets buckets, long firstFinest, Bounds bounds) {}
