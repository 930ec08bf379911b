package org.rollbook.reconciler.pass;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import org.rollbook.model.LearnerCourse;

/// The rows of one table that were found to differ.
///
/// A difference may be an event that is still on its way. So it is *suspected* when it is found,
/// and becomes *drift* only if it is still there after the margin. Bounded: the oldest are
/// forgotten, and found again by the next pass.
///
/// Thread-safe.
public final class Findings {

  /// How many rows are remembered.
  static final int MOST = 100_000;

  private final SequencedMap<LearnerCourse, Finding> suspected = new LinkedHashMap<>();
  private final SequencedMap<LearnerCourse, Finding> drifting = new LinkedHashMap<>();
  private final Map<DriftKind, Long> drifted = new EnumMap<>(DriftKind.class);
  private long dismissed;

  /// A row that differs.
  ///
  /// @param at when it was seen, by the database's clock
  public record Finding(LearnerCourse key, DriftKind kind, Instant at) {}

  /// What was found until now.
  ///
  /// @param suspected rows that may only be ahead of their events
  /// @param drifted how many rows were found to have drifted, ever
  /// @param dismissed how many suspicions were wrong
  /// @param drifting the rows that are known to differ now
  public record Summary(
      int suspected, Map<DriftKind, Long> drifted, long dismissed, List<Finding> drifting) {}

  /// Records that a row differs. One that is suspected already stays so since it was.
  synchronized void found(Finding finding) {
    Finding known = drifting.get(finding.key());
    if (known != null && known.kind() == finding.kind()) {
      return;
    }
    Finding before = suspected.get(finding.key());
    if (before == null || before.kind() != finding.kind()) {
      suspected.put(finding.key(), finding);
      bound(suspected);
    }
  }

  /// Records that a row does not differ any more.
  synchronized void equal(LearnerCourse key) {
    drifting.remove(key);
    if (suspected.remove(key) != null) {
      dismissed++;
    }
  }

  /// Records that a row was repaired. Whether it had drifted is judged later.
  synchronized void repaired(LearnerCourse key) {
    drifting.remove(key);
  }

  /// Forgets drift that a whole pass has not found any more.
  ///
  /// @param differing all rows that it has found to differ
  synchronized void endOfPass(Set<LearnerCourse> differing) {
    drifting.keySet().retainAll(differing);
  }

  /// The suspicions that are old enough to be judged.
  synchronized List<Finding> due(Instant now, Duration margin) {
    return new ArrayList<>(suspected.values())
        .stream().filter(finding -> !finding.at().plus(margin).isAfter(now)).toList();
  }

  /// Records that a suspicion was right.
  ///
  /// @param stays whether the row still differs: nobody has repaired it
  synchronized void confirmed(Finding finding, boolean stays) {
    if (suspected.remove(finding.key()) != null) {
      drifted.merge(finding.kind(), 1L, Long::sum);
      if (stays) {
        drifting.put(finding.key(), finding);
        bound(drifting);
      }
    }
  }

  private static void bound(SequencedMap<LearnerCourse, Finding> findings) {
    if (findings.size() > MOST) {
      findings.pollFirstEntry();
    }
  }

  public synchronized Summary summary() {
    return new Summary(
        suspected.size(), Map.copyOf(drifted), dismissed, List.copyOf(drifting.values()));
  }
}
