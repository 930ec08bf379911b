package org.rollbook.runtime.view;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
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
/// @param text the canonical text of a row; empty for a row that the LMS's table does not have
public record DigestPart<E, R>(Function<E, LearnerId> learner, Function<R, Optional<String>> text)
    implements ViewPart<E, R> {

  /// The digests of finest buckets, by [LearnerBuckets#finestOf].
  public static final StoreSpec<RowsDigest> STORE = new StoreSpec<>("digests", RowsDigest.CODEC);

  /// How many digests a task caches.
  private static final int REMEMBERED = 1_000;

  @Override
  public List<StoreSpec<?>> stores() {
    return List.of(STORE);
  }

  @Override
  public TaskPart<E, R> in(ViewTask task) {
    return new Task<>(this, task.rows(STORE));
  }

  /// The digests of one task. Only this task writes them, so its cache equals the store for as long
  /// as the task is open: an abort closes the task.
  private static final class Task<E, R> implements TaskPart<E, R> {

    private final DigestPart<E, R> part;
    private final Rows<RowsDigest> digests;
    private final SequencedMap<Bytes, RowsDigest> recent = new LinkedHashMap<>(16, 0.75f, true);

    Task(DigestPart<E, R> part, Rows<RowsDigest> digests) {
      this.part = part;
      this.digests = digests;
    }

    @Override
    public Runnable effectOf(Change<E, R> change) {
      Optional<String> before = change.before().flatMap(part.text());
      Optional<String> after = part.text().apply(change.after());
      if (before.equals(after)) {
        return NOTHING;
      }
      long bucket = LearnerBuckets.finestOf(part.learner().apply(change.event().payload()));
      Bytes key = Bytes.wrap(KeyBytes.of(bucket));
      RowsDigest digest = digest(key);
      RowsDigest less = before.map(digest::without).orElse(digest);
      RowsDigest changed = after.map(less::with).orElse(less);
      Put put = digests.put(key, changed);
      return () -> {
        put.run();
        remember(key, changed);
      };
    }

    private RowsDigest digest(Bytes bucket) {
      return Optional.ofNullable(recent.get(bucket))
          .or(() -> digests.get(bucket))
          .orElse(RowsDigest.NONE);
    }

    private void remember(Bytes bucket, RowsDigest digest) {
      recent.put(bucket, digest);
      if (recent.size() > REMEMBERED) {
        recent.pollFirstEntry();
      }
    }
  }
}
