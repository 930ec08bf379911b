package org.rollbook.testkit.campus;

import java.time.Duration;
import java.time.Instant;

/// How far a running campus has come, in deliveries.
///
/// @param repeated those that were duplicates
/// @param late those that an event published before them overrules
/// @param lost events that the LMS failed to send; none of their deliveries is counted above
public record CampusProgress(
    Instant at,
    long published,
    long acknowledged,
    long failed,
    long repeated,
    long late,
    long lost) {

  /// How many were acknowledged a second since an earlier progress; 0 if no time has passed.
  public double perSecondSince(CampusProgress earlier) {
    double seconds = Duration.between(earlier.at, at).toNanos() / 1e9;
    return seconds > 0 ? (acknowledged - earlier.acknowledged) / seconds : 0;
  }
}
