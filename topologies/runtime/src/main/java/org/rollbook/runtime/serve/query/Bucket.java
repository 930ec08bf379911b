package org.rollbook.runtime.serve.query;

import org.rollbook.model.digest.RowsDigest;

/// The digest of the rows of one bucket of learners.
///
/// @param number of the bucket
public record Bucket(long number, RowsDigest rows) {}
