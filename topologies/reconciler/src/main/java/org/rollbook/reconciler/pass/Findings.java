package org.rollbook.reconciler.pass;

import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.rollbook.model.LearnerCourse;
import org.rollbook.reconciler.report.DayFigures;
import org.rollbook.reconciler.report.DriftKind;
import org.rollbook.reconciler.report.Finding;

/// The rows of one table that were found to differ.
///
/// A difference may be an event that is still on its way. So it is *suspected* when it is found,
/// and becomes *drift* only if it is still there after the margin. Bounded: when very many are
/// known, no others are taken until some of them are judged or equal again, so that none is counted
/// twice.
///
/// Thread-safe.
final class Findings {

  /// How many rows are known at most.
  static final int MOST = 100_000;

  private final SequencedMap<LearnerCourse, Finding> suspected = new LinkedHashMap<>();
  private final SequencedMap<LearnerCourse, Finding> drifting = new LinkedHashMap<>();
  private final Map<DriftKind, LongAdder> drifted = new ConcurrentHashMap<>();
  private final Map<DriftKind, Long> toReport = new EnumMap<>(DriftKind.class);
  private final Memory memory;
  private long dismissed;

  /// Keeps findings for the process that works after this one.
  interface Memory {

    void keep(Finding finding, boolean drifting);

    void forget(Finding finding);
  }

  Findings(Memory memory) {
    this.memory = memory;
  }

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
    Finding before = suspected.get(finding.key());
    boolean isNew = known == null && before == null;
    if (isNew && suspected.size() + drifting.size() >= MOST) {
      return;
    }
    drifting.remove(finding.key());
    if (before == null || before.kind() != finding.kind()) {
      put(suspected, finding, false);
    }
  }

  /// Records that a suspected row still differs, but from something else than before.
  synchronized void changed(Finding finding) {
    if (suspected.remove(finding.key()) != null) {
      put(suspected, finding, false);
    }
  }

  /// Forgets all suspicions, right or not.
  synchronized void dismissUnjudged() {
    List.copyOf(suspected.keySet()).forEach(key -> remove(suspected, key));
  }

  /// Records that a row does not differ any more.
  synchronized void equal(LearnerCourse key) {
    remove(drifting, key);
    if (remove(suspected, key)) {
      dismissed++;
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
      drifted.computeIfAbsent(finding.kind(), _ -> new LongAdder()).increment();
      toReport.merge(finding.kind(), 1L, Long::sum);
      if (stays) {
        put(drifting, finding, true);
      }
    }
  }

  private void put(SequencedMap<LearnerCourse, Finding> findings, Finding finding, boolean stays) {
    findings.put(finding.key(), finding);
    memory.keep(finding, stays);
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
    DayFigures judged = DayFigures.of(toReport, dismissed);
    toReport.clear();
    dismissed = 0;
    return judged;
  }

  /// How many rows were found to have drifted since the process began.
  long drifted(DriftKind kind) {
    LongAdder counted = drifted.get(kind);
    return counted == null ? 0 : counted.sum();
  }

  /// The rows that are known to differ now.
  synchronized List<Finding> drifting() {
    return List.copyOf(drifting.values());
  }
}
