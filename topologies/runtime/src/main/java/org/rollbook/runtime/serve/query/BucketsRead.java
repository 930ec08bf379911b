package org.rollbook.runtime.serve.query;

import java.util.List;
import java.util.Optional;

/// As much of the digests of one partition as is read at once.
///
/// @param buckets those with rows, in order; of the last one the rest may follow
/// @param next the finest bucket to go on with; empty at the end
record BucketsRead(List<Bucket> buckets, Optional<Long> next) {}
