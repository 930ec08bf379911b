package org.rollbook.runtime.serve.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rollbook.runtime.serve.query.OneInstance.FIVE_MINUTES;
import static org.rollbook.runtime.serve.query.OneInstance.NOW;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.rollbook.model.avro.AvroBytes;
import org.rollbook.model.digest.LearnerBuckets;
import org.rollbook.model.digest.RowsDigest;
import org.rollbook.model.topic.KeyBytes;
import org.rollbook.runtime.serve.query.Refusal.Reason;
import org.rollbook.runtime.view.DigestPart;

class StoredDigestsTest {

  private final OneInstance instance = new OneInstance(2);

  @Test
  void shouldAddUpTheDigestsOfABucket() {
    open(0, true, "a", "b", "c");
    open(1, true, "d");

    assertThat(found(all(128)))
        .containsExactly(
            new Bucket(0, digest("a", "b")),
            new Bucket(1, digest("c")),
            new Bucket(0, digest("d")));
    assertThat(found(new LearnerBuckets(64, 128, 64))).containsExactly(new Bucket(1, digest("b")));
    assertThat(found(new LearnerBuckets(64, 64, 64))).isEmpty();
  }

  @Test
  void shouldReadDigestsToTheirEnd() {
    SortedReplica replica = open(0, true);
    open(1, true);
    for (int finest = 0; finest < 25_000; finest++) {
      put(replica, finest, digest("a"));
    }

    assertThat(found(all(64))).hasSize(25_000);
    assertThat(
            found(all(64 * 1_000_000L)).stream()
                .map(Bucket::rows)
                .reduce(RowsDigest.NONE, RowsDigest::and)
                .count())
        .isEqualTo(25_000);
  }

  @Test
  void shouldPromiseNoDigestsWhileIncomplete() {
    open(0, true, "a");
    open(1, false, "b");

    assertThat(reasons()).containsExactly(Reason.INCOMPLETE);
  }

  @Test
  void shouldRefuseAPartitionThatIsNotThere() {
    open(0, true, "a");

    assertThat(reasons()).containsExactly(Reason.NOT_READY);
  }

  /// The reasons of what is refused.
  private List<Reason> reasons() {
    return answers(all(64)).stream()
        .flatMap(
            answer ->
                answer instanceof Answer.NotReady<List<Bucket>>(Refusal refusal)
                    ? Stream.of(refusal.reason())
                    : Stream.of())
        .toList();
  }

  private List<Bucket> found(LearnerBuckets asked) {
    return answers(asked).stream()
        .flatMap(
            answer ->
                answer instanceof Answer.Found<List<Bucket>>(var buckets, var freshness)
                    ? buckets.stream()
                    : Stream.of())
        .toList();
  }

  private List<Answer<List<Bucket>>> answers(LearnerBuckets asked) {
    return new StoredDigests(instance.service(), "words").buckets(asked, FIVE_MINUTES);
  }

  private static LearnerBuckets all(long size) {
    return new LearnerBuckets(0, LearnerBuckets.END, size);
  }

  /// Opens a partition with one row in each of the first finest buckets.
  private SortedReplica open(int partition, boolean complete, String... texts) {
    SortedReplica replica = instance.open("digests", partition, NOW.minusSeconds(60));
    OneInstance.receive(replica, NOW.minusSeconds(1), complete);
    for (int finest = 0; finest < texts.length; finest++) {
      put(replica, finest, digest(texts[finest]));
    }
    return replica;
  }

  private static void put(SortedReplica replica, long finest, RowsDigest digest) {
    replica.put(
        KeyBytes.of(finest), AvroBytes.versioned((byte) 1, DigestPart.STORE.codec(), digest));
  }

  private static RowsDigest digest(String... texts) {
    return Stream.of(texts).map(RowsDigest.NONE::with).reduce(RowsDigest.NONE, RowsDigest::and);
  }
}
