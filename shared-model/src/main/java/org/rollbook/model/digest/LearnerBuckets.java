package org.rollbook.model.digest;

import org.rollbook.model.LearnerId;

/// Learners in buckets of equal size, by id: bucket `n` has the ids from `n * size` up to, but not,
/// `(n + 1) * size`.
///
/// @param from the first id, a multiple of the size
/// @param to the first id behind the last, a multiple of the size or [#END]
/// @param size how many ids a bucket has: a multiple of [#FINEST]
public record LearnerBuckets(long from, long to, long size) {

  /// The size of the buckets that views keep.
  public static final long FINEST = 64;

  /// The size of a bucket if none is asked for.
  public static final long USUAL = 4_096;

  /// Behind every learner.
  public static final long END = Long.MAX_VALUE;

  public LearnerBuckets {
    if (size < FINEST || size % FINEST != 0) {
      throw new IllegalArgumentException("bucket size must be a multiple of " + FINEST);
    }
    if (from < 0 || from % size != 0 || to < from || (to % size != 0 && to != END)) {
      throw new IllegalArgumentException(
          "learners must be from and to multiples of " + size + ": " + from + " to " + to);
    }
  }

  /// The finest bucket of a learner.
  public static long finestOf(LearnerId learner) {
    return learner.value() / FINEST;
  }

  /// The first finest bucket of these learners.
  public long firstFinest() {
    return from / FINEST;
  }

  /// The last finest bucket of these learners; before the first one if there are none.
  public long lastFinest() {
    return to == END ? END / FINEST : to / FINEST - 1;
  }

  /// The bucket here that has all learners of a finest bucket.
  public long holding(long finest) {
    return finest / (size / FINEST);
  }
}
