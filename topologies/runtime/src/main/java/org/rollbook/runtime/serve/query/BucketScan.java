package org.rollbook.runtime.serve.query;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.apache.kafka.common.utils.Bytes;
import org.rollbook.model.digest.LearnerBuckets;
import org.rollbook.model.digest.RowsDigest;
import org.rollbook.model.topic.KeyBytes;
import org.rollbook.runtime.view.DigestPart;
import org.rollbook.runtime.view.ReplicaRead;
import org.rollbook.runtime.view.Replicas;

/// Reads the digests of finest buckets, and adds up those of each bucket that is asked for.
///
/// @param first the finest bucket to begin with
/// @param most how many finest buckets to read at once
record BucketScan(LearnerBuckets asked, long first, int most) {

  ReplicaRead<BucketsRead> of(Replicas.Replica replica) {
    if (asked.lastFinest() < first) {
      return new ReplicaRead.Read<>(new BucketsRead(List.of(), Optional.empty()));
    }
    var sums = new Sums();
    return replica
        .scan(key(first), key(asked.lastFinest()), false, sums)
        .then(_ -> new ReplicaRead.Read<>(sums.read()));
  }

  private static Bytes key(long finest) {
    return Bytes.wrap(KeyBytes.of(finest));
  }

  private final class Sums implements Replicas.RowVisitor {

    private final SequencedMap<Long, RowsDigest> sums = new LinkedHashMap<>();
    private Optional<Long> next = Optional.empty();
    private int seen;

    @Override
    public boolean wantsMoreAfter(Bytes key, byte[] bytes) {
      long finest = KeyBytes.numberAt(key.get(), 0);
      if (seen == most) {
        next = Optional.of(finest);
        return false;
      }
      seen++;
      sums.merge(asked.holding(finest), DigestPart.STORE.row(bytes), RowsDigest::and);
      return true;
    }

    BucketsRead read() {
      return new BucketsRead(
          sums.entrySet().stream().map(sum -> new Bucket(sum.getKey(), sum.getValue())).toList(),
          next);
    }
  }
}
