package org.rollbook.runtime.watermark;

import java.util.Comparator;

/// A partition of a topic that ingest reads.
///
/// @param topic the full name, prefix included
public record SourcePartition(String topic, int partition) implements Comparable<SourcePartition> {

  private static final Comparator<SourcePartition> ORDER =
      Comparator.comparing(SourcePartition::topic).thenComparingInt(SourcePartition::partition);

  @Override
  public int compareTo(SourcePartition other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return topic + "-" + partition;
  }
}
