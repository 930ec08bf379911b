package org.rollbook.model.bridge;

import java.time.Instant;
import java.util.Optional;

/// How far one stream has been published to the Kafka topic of the same name.
///
/// @param stream its full name, which is also the topic's
/// @param position empty if the stream does not exist, or was never read
/// @param readUpTo every entry that the stream held before this time, by the broker's clock, has
///   been published; empty until that is known of any time
/// @param lostAt when entries were last found to be gone that had not been read
/// @param lost how many entries are known to have been lost. Of some losses nobody knows how many
public record StreamProgress(
    String stream,
    Optional<StreamPosition> position,
    Optional<Instant> readUpTo,
    Optional<Instant> lostAt,
    long lost) {

  /// Of a stream that nobody has looked at.
  public static StreamProgress unread(String stream) {
    return new StreamProgress(stream, Optional.empty(), Optional.empty(), Optional.empty(), 0);
  }

  public StreamProgress at(Optional<StreamPosition> reached) {
    return new StreamProgress(stream, reached, readUpTo, lostAt, lost);
  }

  public StreamProgress readUpTo(Instant time) {
    return new StreamProgress(stream, position, Optional.of(time), lostAt, lost);
  }

  /// This, after a loss.
  ///
  /// @param entries how many, or 0 if nobody knows
  public StreamProgress losing(long entries, Instant time) {
    return new StreamProgress(stream, position, readUpTo, Optional.of(time), lost + entries);
  }
}
