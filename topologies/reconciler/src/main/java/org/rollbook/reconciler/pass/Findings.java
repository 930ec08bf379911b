package org.rollbook.reconciler.pass;

import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import org.rollbook.model.LearnerCourse;
import org.rollbook.reconciler.report.DayFigures;
import org.rollbook.reconciler.report.DriftKind;
import org.rollbook.reconciler.report.Finding;

/// The rows of one table that were found to differ.
///
/// A difference may be an event that is still on its way. So it is *suspected* when it is found,
/// and becomes *drift* only if it is still there after the margin. Bounded: the oldest are
/// forgotten, and found again by the next pass.
///
/// Thread-safe.
final class Findings {

  /// How many rows are remembered of either sort.
  static final int MOST = 100_000;

  private final SequencedMap<LearnerCourse, Finding> suspected = new LinkedHashMap<>();
  private final SequencedMap<LearnerCourse, Finding> drifting = new LinkedHashMap<>();
  private final Map<DriftKind, Long> drifted = new EnumMap<>(DriftKind.class);
  private final Map<DriftKind, Long> toReport = new EnumMap<>(DriftKind.class);
  private final Memory memory;
  private long dismissed;
  private long dismissedToReport;

  /// Keeps findings for the process that works after this one.
  interface Memory {

    void keep(Finding finding, boolean drifting);

    void forget(Finding finding);
  }

  Findings(Memory memory) {
    this.memory = memory;
  }

  /// What was found until now.
  ///
  /// @param suspected rows that may only be ahead of their events
  /// @param drifted how many rows were found to have drifted since the process began
  /// @param dismissed how many suspicions were wrong since then
  /// @param drifting the rows that are known to differ now
  record Summary(
      int suspected, Map<DriftKind, Long> drifted, long dismissed, List<Finding> drifting) {}

  /// Begins with what an earlier process has kept.
  synchronized void load(List<Finding> suspectedBefore, List<Finding> driftingBefore) {
    suspected.clear();
    drifting.clear();
    suspectedBefore.forEach(finding -> suspected.put(finding.key(), finding));
    driftingBefore.forEach(finding -> drifting.put(finding.key(), finding));
  }

  /// Records that a row differs. One that is suspected already stays so since it was.
  synchronized void found(Finding finding) {
    Finding known = drifting.get(finding.key());
    if (known != null && known.kind() == finding.kind()) {
      return;
    }
    drifting.remove(finding.key());
    Finding before = suspected.get(finding.key());
    if (before == null || before.kind() != finding.kind()) {
      put(suspected, finding, false);
    }
  }

  /// Records that a row does not differ any more.
  synchronized void equal(LearnerCourse key) {
    remove(drifting, key);
    if (remove(suspected, key)) {
      dismissed++;
      dismissedToReport++;
    }
  }

  /// Records that a row was repaired. Whether it had drifted is judged later.
  synchronized void repaired(LearnerCourse key) {
    remove(drifting, key);
  }

  /// Forgets drift that a whole pass has not found any more.
  ///
  /// @param differing all rows that it has found to differ
  synchronized void endOfPass(Set<LearnerCourse> differing) {
    drifting.keySet().stream()
        .filter(key -> !differing.contains(key))
        .toList()
        .forEach(key -> remove(drifting, key));
  }

  synchronized boolean hasSuspicions() {
    return !suspected.isEmpty();
  }

  /// The suspicions that came up before a time, or then.
  synchronized List<Finding> due(Instant time) {
    return suspected.values().stream().filter(finding -> !finding.at().isAfter(time)).toList();
  }

  /// Records that a suspicion was right.
  ///
  /// @param stays whether the row still differs: nobody has repaired it
  synchronized void confirmed(Finding finding, boolean stays) {
    if (remove(suspected, finding.key())) {
      drifted.merge(finding.kind(), 1L, Long::sum);
      toReport.merge(finding.kind(), 1L, Long::sum);
      if (stays) {
        put(drifting, finding, true);
      }
    }
  }

  private void put(SequencedMap<LearnerCourse, Finding> findings, Finding finding, boolean stays) {
    findings.put(finding.key(), finding);
    memory.keep(finding, stays);
    if (findings.size() > MOST) {
      memory.forget(findings.pollFirstEntry().getValue());
    }
  }

  private boolean remove(SequencedMap<LearnerCourse, Finding> findings, LearnerCourse key) {
    Finding removed = findings.remove(key);
    if (removed != null) {
      memory.forget(removed);
    }
    return removed != null;
  }

  /// What was judged since this was asked last.
  synchronized DayFigures takeJudged() {
    DayFigures judged = DayFigures.of(toReport, dismissedToReport);
    toReport.clear();
    dismissedToReport = 0;
    return judged;
  }

  synchronized Summary summary() {
    return new Summary(
        suspected.size(), Map.copyOf(drifted), dismissed, List.copyOf(drifting.values()));
  }
}
