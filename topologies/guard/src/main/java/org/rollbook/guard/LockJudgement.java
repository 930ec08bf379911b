package org.rollbook.guard;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// The comparison of two locks: each change with its verdict, and whether the application id
/// agrees.
///
/// @param findings none if nothing changed
/// @param demand what must be done first, if the change cannot be accepted as it is
record LockJudgement(List<LockFinding> findings, Optional<String> demand) {

  static LockJudgement of(Lock committed, Lock now) {
    List<LockFinding> findings = findings(committed, now);
    return new LockJudgement(findings, demand(findings, committed, now));
  }

  /// The gravest of all verdicts.
  ChangeVerdict verdict() {
    return findings.stream()
        .map(LockFinding::verdict)
        .max(Comparator.naturalOrder())
        .orElse(ChangeVerdict.ROLLING_SAFE);
  }

  @Override
  public String toString() {
    return findings.stream().map(LockFinding::toString).collect(Collectors.joining("\n\n"));
  }

  private static List<LockFinding> findings(Lock committed, Lock now) {
    List<LockFinding> findings = new ArrayList<>();
    SortedSet<LockedThing> things = new TreeSet<>(committed.things().keySet());
    things.addAll(now.things().keySet());
    for (LockedThing thing : things) {
      if (!committed.things().containsKey(thing)) {
        findings.add(thing.kind().isNew(thing.name()));
      } else if (!now.things().containsKey(thing)) {
        findings.add(thing.kind().isGone(thing.name()));
      } else {
        compare(thing, committed, now, findings);
      }
    }
    return findings;
  }

  private static void compare(
      LockedThing thing, Lock committed, Lock now, List<LockFinding> findings) {
    Map<Promise, String> before = promises(committed, thing);
    Map<Promise, String> after = promises(now, thing);
    for (Promise promise : Promise.values()) {
      String was = before.getOrDefault(promise, "nothing");
      String is = after.getOrDefault(promise, "nothing");
      if (!was.equals(is)) {
        findings.add(promise.changed(thing.toString(), was, is));
      }
    }
  }

  private static Map<Promise, String> promises(Lock lock, LockedThing thing) {
    return lock.things().getOrDefault(thing, Map.of());
  }

  private static Optional<String> demand(List<LockFinding> findings, Lock committed, Lock now) {
    ChangeVerdict gravest = new LockJudgement(findings, Optional.empty()).verdict();
    if (gravest == ChangeVerdict.FORBIDDEN) {
      return Optional.of("Revert the forbidden changes, or add the new form under a new name.");
    }
    if (now.version() < committed.version()) {
      return Optional.of(
          "The application id goes back to %s, whose state is outdated: let version() of the topology be at least %d."
              .formatted(now.applicationId(), committed.version()));
    }
    if (gravest == ChangeVerdict.REBUILD && now.version() == committed.version()) {
      return Optional.of(
          "The application id is still %s: let version() of the topology be %d."
              .formatted(now.applicationId(), committed.version() + 1));
    }
    return Optional.empty();
  }
}
