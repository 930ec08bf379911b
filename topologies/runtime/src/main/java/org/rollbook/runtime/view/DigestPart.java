package org.rollbook.runtime.view;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.common.utils.Bytes;
import org.rollbook.model.LearnerId;
import org.rollbook.model.digest.LearnerBuckets;
import org.rollbook.model.digest.RowsDigest;
import org.rollbook.model.topic.KeyBytes;

/// Digests of the rows of a view, by bucket of learners: what the LMS's own tables are compared
/// with.
///
/// A digest changes in the transaction that changes the row, old row out and new row in, so it is
/// exact after any crash. A task has the learners of its partition only: the digest of a bucket is
/// that of all partitions together.
///
/// @param learner that an event is about, and so its row
/// @param canonicalText the canonical text of a row; empty for a row that the LMS's table does not
///   have
public record DigestPart<E, R>(
    Function<E, LearnerId> learner, Function<R, Optional<String>> canonicalText)
    implements ViewPart<E, R> {

  /// The digests of finest buckets, by [LearnerBuckets#finestOf].
  public static final StoreSpec<RowsDigest> STORE = new StoreSpec<>("digests", RowsDigest.CODEC);

  @Override
  public List<StoreSpec<?>> stores() {
    return List.of(STORE);
  }

  @Override
  public TaskPart<E, R> in(ViewTask task) {
    var digests = new RecentRows<>(task.rows(STORE));
    return change -> effectOf(change, digests);
  }

  private Runnable effectOf(Change<E, R> change, RecentRows<RowsDigest> digests) {
    Optional<String> before = change.before().flatMap(canonicalText);
    Optional<String> after = canonicalText.apply(change.after());
    if (before.equals(after)) {
      return TaskPart.NOTHING;
    }
    long bucket = LearnerBuckets.finestOf(learner.apply(change.event().payload()));
    Bytes key = Bytes.wrap(KeyBytes.of(bucket));
    RowsDigest digest = digests.get(key).orElse(RowsDigest.NONE);
    RowsDigest less = before.map(digest::without).orElse(digest);
    RowsDigest changed = after.map(less::with).orElse(less);
    return changed.equals(RowsDigest.NONE) ? digests.remove(key) : digests.put(key, changed);
  }
}
