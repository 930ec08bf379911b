package org.rollbook.runtime.watermark;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// How far a member of ingest has read a source partition, in offsets.
///
/// @param topicId the topic's id, which changes when the topic is deleted and made again
/// @param below every event below this offset is in the journals
/// @param end the greatest end offset that was seen
/// @param grownAt when that end was seen first
/// @param at when it was seen last, by the broker's time
public record ReadPosition(String topicId, long below, long end, Instant grownAt, Instant at) {

  public ReadPosition {
    grownAt = grownAt.truncatedTo(ChronoUnit.MICROS);
    at = at.truncatedTo(ChronoUnit.MICROS);
  }

  /// The merged positions of two members in the same topic, whichever is the newer.
  public ReadPosition and(ReadPosition other) {
    return new ReadPosition(
        topicId,
        Math.max(below, other.below),
        Math.max(end, other.end),
        endLaterThan(other) ? grownAt : other.grownAt,
        at.isAfter(other.at) ? at : other.at);
  }

  private boolean endLaterThan(ReadPosition other) {
    return end == other.end ? grownAt.isBefore(other.grownAt) : end > other.end;
  }
}
