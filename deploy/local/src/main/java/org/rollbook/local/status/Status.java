package org.rollbook.local.status;

import java.net.URI;
import java.util.List;
import org.rollbook.local.sample.Figures;
import org.rollbook.testkit.campus.CourseCounts;

/// The local stack at one moment. No personal data.
///
/// @param curls commands to try, whole
/// @param published events that the broker acknowledged since the start
/// @param latest the last ten seconds
/// @param whole everything since the start
/// @param largest the largest courses seen, as the view counts them
public record Status(
    Phase phase,
    List<Part> parts,
    List<String> curls,
    long published,
    Figures latest,
    Agreement whole,
    List<CourseCounts> largest) {

  public Status {
    parts = List.copyOf(parts);
    curls = List.copyOf(curls);
    largest = List.copyOf(largest);
  }

  /// Where the stack is between its start and its end; degraded is ready but for some part.
  public enum Phase {
    STARTING,
    READY,
    DEGRADED,
    STOPPING
  }

  /// How many answers could be told right or wrong, and how many were right.
  public record Agreement(long agreed, long judged) {

    public static final Agreement NONE = new Agreement(0, 0);

    public Agreement plus(Figures figures) {
      return new Agreement(agreed + figures.agreed(), judged + figures.judged());
    }
  }

  /// Something that runs: the broker, the registry, a topology.
  ///
  /// @param address where clients reach it
  /// @param links where people can look
  public record Part(String name, Health health, String address, List<Link> links) {

    public Part {
      links = List.copyOf(links);
    }
  }

  /// How a part is.
  ///
  /// @param detail why, or nothing
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
