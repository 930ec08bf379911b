package org.rollbook.guard;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// What became of a lock: each change with its verdict, and whether the application id agrees.
///
/// @param findings none if nothing changed
/// @param demand what must be done first, if the change cannot be accepted as it is
record Judgement(List<Finding> findings, Optional<String> demand) {

  static Judgement of(Lock committed, Lock now) {
    List<Finding> findings = findings(committed, now);
    return new Judgement(findings, demand(findings, committed, now));
  }

  /// The gravest of all verdicts.
  Verdict verdict() {
    return findings.stream()
        .map(Finding::verdict)
        .max(Comparator.naturalOrder())
        .orElse(Verdict.ROLLING_SAFE);
  }

  @Override
  public String toString() {
    return findings.stream().map(Finding::toString).collect(Collectors.joining("\n\n"));
  }

  private static List<Finding> findings(Lock committed, Lock now) {
    List<Finding> findings = new ArrayList<>();
    SortedSet<Thing> things = new TreeSet<>(committed.things().keySet());
    things.addAll(now.things().keySet());
    for (Thing thing : things) {
      if (!committed.things().containsKey(thing)) {
        findings.add(thing.part().isNew(thing.name()));
      } else if (!now.things().containsKey(thing)) {
        findings.add(thing.part().isGone(thing.name()));
      } else {
        compare(thing, committed, now, findings);
      }
    }
    return findings;
  }

  private static void compare(Thing thing, Lock committed, Lock now, List<Finding> findings) {
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

  private static Map<Promise, String> promises(Lock lock, Thing thing) {
    return lock.things().getOrDefault(thing, Map.of());
  }

  private static Optional<String> demand(List<Finding> findings, Lock committed, Lock now) {
    Verdict gravest = new Judgement(findings, Optional.empty()).verdict();
    if (gravest == Verdict.FORBIDDEN) {
      return Optional.of("Take back what is forbidden, or do it under a new name beside the old.");
    }
    if (now.version() < committed.version()) {
      return Optional.of(
          "The application id goes back to %s, whose state stood still since: let version() of the topology be at least %d."
              .formatted(now.applicationId(), committed.version()));
    }
    if (gravest == Verdict.REBUILD && now.version() == committed.version()) {
      return Optional.of(
          "The application id is still %s: let version() of the topology be %d."
              .formatted(now.applicationId(), committed.version() + 1));
    }
    return Optional.empty();
  }
}
