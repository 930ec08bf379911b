package org.rollbook.runtime.node.health;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whether the instance can answer for all that it has, and the state of each part.
///
/// A source topic that does not exist, a paused ingest, a peer that cannot be asked and a registry
/// that refuses newer schemas are reported, but the instance stays ready: it still serves what its
/// stores have, with the as-of, and taking every instance out of service at once would help nobody.
///
/// @param status `ready` or `not-ready`
/// @param waitingFor what it takes to become ready, each a sentence for an operator
/// @param absentTopics source topics that do not exist yet; joined when they appear
/// @param peerFaults why other instances cannot be asked, each a sentence for an operator; their
///   partitions are read from other replicas
/// @param refusingSubjects subjects of the registry, each with its mode, that refuse the schemas of
///   newer releases of Open edX, which then lose their events
@Serdeable(naming = SnakeCaseStrategy.class)
public record Readiness(
    String status,
    List<String> waitingFor,
    List<ViewReadiness> views,
    IngestPart ingest,
    List<String> absentTopics,
    List<String> peerFaults,
    List<String> refusingSubjects) {

  public Readiness {
    waitingFor = List.copyOf(waitingFor);
    views = List.copyOf(views);
    absentTopics = List.copyOf(absentTopics);
    peerFaults = List.copyOf(peerFaults);
    refusingSubjects = List.copyOf(refusingSubjects);
  }

  /// One view.
  ///
  /// @param completeSince since when all partitions that are here hold everything, or null
  /// @param reconciledAt when the last whole comparison with the LMS's table began of which all
  ///   partitions that are here have received everything, or null
  @Serdeable(naming = SnakeCaseStrategy.class)
  public record ViewReadiness(
      String view,
      @Nullable String completeSince,
      @Nullable String reconciledAt,
      List<PartitionPart> partitions) {

    public ViewReadiness {
      partitions = List.copyOf(partitions);
    }
  }

  /// One partition of a view.
  ///
  /// @param state `ready`, `standby` (a replica that answers when the owner does not), `restoring`,
  ///   or `elsewhere` (another instance's, or nobody's for now)
  /// @param asOf the as-of of its answers, or null while it cannot answer
  /// @param left how many offsets are still to be restored, or null
  /// @param estimate how many seconds that takes at the pace so far, or null if not known
  @Serdeable(naming = SnakeCaseStrategy.class)
  public record PartitionPart(
      int partition,
      String state,
      @Nullable String asOf,
      @Nullable Long left,
      @Nullable Long estimate) {}

  /// The reading of the source topics.
  ///
  /// @param state `starting`, `running`, `paused`, `stopped` or `died`
  /// @param why for `paused` and `died`, or why answers get older while it is `running`, or null
  /// @param since when it paused, or null
  /// @param pending messages that wait for a schema
  /// @param lastWatermark when it last wrote a watermark, by the broker's time, or null
  @Serdeable(naming = SnakeCaseStrategy.class)
  public record IngestPart(
      String state,
      @Nullable String why,
      @Nullable String since,
      int pending,
      @Nullable String lastWatermark,
      List<SourcePart> sources) {

    public IngestPart {
      sources = List.copyOf(sources);
    }
  }

  /// One source partition that this instance reads.
  ///
  /// @param position the next offset to be read, or null
  /// @param end as last seen, or null
  /// @param lostAt when events of it were found lost, or null
  /// @param blocked why it cannot be read, or null; it is tried again and again
  @Serdeable(naming = SnakeCaseStrategy.class)
  public record SourcePart(
      String topic,
      int partition,
      @Nullable Long position,
      @Nullable Long end,
      @Nullable String lostAt,
      @Nullable String blocked) {}

  boolean isReady() {
    return waitingFor.isEmpty();
  }
}
