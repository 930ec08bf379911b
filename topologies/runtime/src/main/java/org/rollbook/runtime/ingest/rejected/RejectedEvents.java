package org.rollbook.runtime.ingest.rejected;

import java.util.Optional;

/// The events that are known to have been rejected.
@FunctionalInterface
public interface RejectedEvents {

  /// For an instance that follows no dead letters.
  RejectedEvents NONE = id -> Optional.empty();

  /// The rejection of an event, if it is a recent dead letter.
  ///
  /// @param id `ce_id`
  Optional<RejectedEvent> find(String id);
}
