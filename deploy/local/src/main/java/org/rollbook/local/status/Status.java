package org.rollbook.local.status;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.rollbook.local.sample.Figures;
import org.rollbook.testkit.campus.TrueCourseCounts;

/// The local stack at one moment. No personal data.
///
/// @param curls whole commands to try
/// @param published events that the broker acknowledged since the start
/// @param latest the last ten seconds
/// @param whole everything since the start
/// @param largest the largest courses seen, as the view counts them
/// @param drift what the LMS's tables and the views differed in; empty without the tables, or while
///   the reconciler does not answer
public record Status(
    Phase phase,
    List<Part> parts,
    List<String> curls,
    long published,
    Figures latest,
    Agreement whole,
    List<TrueCourseCounts> largest,
    Optional<DriftSummary> drift) {

  public Status {
    parts = List.copyOf(parts);
    curls = List.copyOf(curls);
    largest = List.copyOf(largest);
  }

  /// Whether the views are compared with the LMS's tables.
  boolean isCompared() {
    return parts.stream().anyMatch(part -> part.name().equals("reconciler"));
  }

  /// The phases of the stack from its start to its end; degraded is ready except for some part.
  public enum Phase {
    STARTING,
    READY,
    DEGRADED,
    STOPPING
  }

  /// How many answers the truth could judge, and how many of them were right.
  public record Agreement(long agreed, long judged) {

    public static final Agreement NONE = new Agreement(0, 0);

    public Agreement plus(Figures figures) {
      return new Agreement(agreed + figures.agreed(), judged + figures.judged());
    }
  }

  /// What the reconciler has found.
  ///
  /// @param lost events that the LMS failed to send
  /// @param found rows that had drifted
  /// @param repaired how many of them are as in the LMS again
  /// @param suspected rows that were seen to differ once
  public record DriftSummary(long lost, long found, long repaired, long suspected) {}

  /// Something that runs: the broker, the registry, a topology.
  ///
  /// @param address where clients reach it
  /// @param links pages about it
  public record Part(String name, Health health, String address, List<Link> links) {

    public Part {
      links = List.copyOf(links);
    }
  }

  /// The state of a part.
  ///
  /// @param detail why, or empty
  public record Health(Condition condition, String detail) {

    public static Health of(Condition condition) {
      return new Health(condition, "");
    }
  }

  /// The conditions a part can be in.
  public enum Condition {
    STARTING,
    READY,
    UNREADY,
    DEAD
  }

  public record Link(String name, URI target) {}
}
