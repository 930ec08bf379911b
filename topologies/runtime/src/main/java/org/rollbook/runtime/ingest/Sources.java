package org.rollbook.runtime.ingest;

import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.rollbook.runtime.watermark.SourcePartition;

/// Whoever knows what there is in the source topics.
interface Sources {

  /// Asks anew, without waiting.
  ///
  /// @param at the broker's time now, or an earlier one
  /// @param mine whose end offsets are wanted
  /// @return what there is, or a failure when that is not known for all source topics
  CompletableFuture<Listing> listed(Instant at, Set<SourcePartition> mine);
}
