package org.rollbook.runtime.ingest;

import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.rollbook.runtime.watermark.SourcePartition;

/// Lists the source topics.
interface Sources {

  /// Asks the broker anew, without waiting.
  ///
  /// @param at the broker's time now, or an earlier one
  /// @param mine partitions whose end offsets are wanted
  /// @return the source topics, or a failure when the broker does not answer for all of them
  CompletableFuture<SourceOffsets> listed(Instant at, Set<SourcePartition> mine);
}
