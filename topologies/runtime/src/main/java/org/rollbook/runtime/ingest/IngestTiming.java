package org.rollbook.runtime.ingest;

import java.time.Duration;

/// How often and how long. Not for operators: tests are in a hurry.
///
/// @param watermarkEvery how often watermarks are written
/// @param askEvery how often a registry that did not know or did not answer is asked again
/// @param schemaPatience how long a registry may not know a schema before the message is a dead
///   letter
/// @param letterPatience how long a dead letter that is too large is tried again before it is cut
/// @param quiet how long a source topic's end must have stood still before the topic may go without
///   being taken for a loss
/// @param retryEvery how often a source partition is tried again that cannot be read
public record IngestTiming(
    Duration watermarkEvery,
    Duration askEvery,
    Duration schemaPatience,
    Duration letterPatience,
    Duration quiet,
    Duration retryEvery) {

  /// What everyone gets.
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
