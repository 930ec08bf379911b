package org.rollbook.model.topic;

import org.apache.kafka.common.utils.Utils;

/// The one partitioner: murmur2 of the first part of a key (a learner or a course), as Java's Kafka
/// clients do it for whole keys.
public final class Partitions {

  private Partitions() {}

  /// The partition of a first part, from 0 up to, but not, `partitions`.
  public static int of(byte[] firstPart, int partitions) {
    return Utils.toPositive(Utils.murmur2(firstPart)) % partitions;
  }
}
