package org.rollbook.runtime.ingest;

import java.time.Duration;

/// Intervals and time limits. They are no settings: only tests change them, to run faster.
///
/// @param watermarkEvery how often watermarks are written
/// @param askEvery how often a registry that did not know or did not answer is asked again
/// @param schemaPatience how long a registry may not know a schema before the message is a dead
///   letter
/// @param letterPatience how long a dead letter that is too large is tried again before it is cut
/// @param quiet for how long a source topic's end must not have moved, so that the topic's deletion
///   is not taken for a loss
/// @param retryEvery how often a source partition that cannot be read is tried again
public record IngestTiming(
    Duration watermarkEvery,
    Duration askEvery,
    Duration schemaPatience,
    Duration letterPatience,
    Duration quiet,
    Duration retryEvery) {

  /// The timing in production.
  public static final IngestTiming STANDARD =
      new IngestTiming(
          Duration.ofSeconds(1),
          Duration.ofSeconds(1),
          Duration.ofMinutes(1),
          Duration.ofSeconds(5),
          Duration.ofSeconds(10),
          Duration.ofSeconds(10));

  /// With another patience for schemas.
  public IngestTiming withSchemaPatience(Duration patience) {
    return new IngestTiming(watermarkEvery, askEvery, patience, letterPatience, quiet, retryEvery);
  }
}
