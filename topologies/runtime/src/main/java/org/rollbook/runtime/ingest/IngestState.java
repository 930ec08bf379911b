package org.rollbook.runtime.ingest;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.rollbook.runtime.watermark.SourcePartition;

/// The state of ingest, for readiness and liveness; a snapshot that is at most some seconds old.
///
/// @param absentTopics source topics that do not exist, as far as is known; not a fault
/// @param partitions those that this instance reads
/// @param lostAt partitions that lost events since this process began, and when we saw it
/// @param blocked why some of our partitions cannot be read, each in words for an operator; the
///   others are still read
/// @param silence why no watermarks are written, if so
/// @param pending how many messages wait for a schema
/// @param lastWatermark when the newest watermark that was written was begun, by our clock; while
///   it stays the same, answers get older
public record IngestState(
    Activity activity,
    Set<String> absentTopics,
    Map<SourcePartition, Progress> partitions,
    Map<SourcePartition, Instant> lostAt,
    Map<SourcePartition, String> blocked,
    Optional<String> silence,
    int pending,
    Optional<Instant> lastWatermark,
    Instant at) {

  static final IngestState STARTING =
      new IngestState(
          new Activity.Starting(),
          Set.of(),
          Map.of(),
          Map.of(),
          Map.of(),
          Optional.empty(),
          0,
          Optional.empty(),
          Instant.MIN);

  IngestState doing(Activity other) {
    return new IngestState(
        other, absentTopics, partitions, lostAt, blocked, silence, pending, lastWatermark, at);
  }

  /// What ingest is doing.
  public sealed interface Activity {

    record Starting() implements Activity {}

    record Running() implements Activity {}

    /// Reading nothing until a fault elsewhere is over; it then continues by itself.
    ///
    /// @param why in words for an operator
    record Paused(String why, Instant since) implements Activity {}

    /// Asked to stop.
    record Stopped() implements Activity {}

    /// Ended by itself, for ever.
    record Died(String why) implements Activity {}
  }

  /// How far a partition is read.
  ///
  /// @param position the next offset to be read
  /// @param end as last seen
  /// @param settledSince since when nothing explains why the partition is not claimed to be read up
  ///   to now: it is neither behind and catching up, nor kept from being read
  public record Progress(OptionalLong position, OptionalLong end, Instant settledSince) {

    static Progress first(OptionalLong position, OptionalLong end, Instant now) {
      return new Progress(position, end, now);
    }

    /// The progress at a later look.
    ///
    /// @param hindered whether something else keeps all partitions from being read
    Progress next(OptionalLong newPosition, OptionalLong newEnd, boolean hindered, Instant now) {
      boolean known = newPosition.isPresent() && newEnd.isPresent();
      boolean catchingUp =
          known && newPosition.getAsLong() < newEnd.getAsLong() && !newPosition.equals(position);
      return new Progress(
          newPosition, newEnd, hindered || newEnd.isEmpty() || catchingUp ? now : settledSince);
    }
  }
}
