package org.rollbook.guard;

/// The kinds of things in a lock, and the verdict when one is new or gone. `RATIONALE.md` has the
/// facts behind the verdicts.
enum LockedKind {
  TOPOLOGY(
      "topology",
      ChangeVerdict.FORBIDDEN,
      "journals, groups and state are named by the topology",
      ChangeVerdict.FORBIDDEN,
      "journals, groups and state are named by the topology"),
  EVENT_TYPE(
      "event type",
      ChangeVerdict.ROLLING_SAFE,
      "running releases keep stamps of a type that they do not read, and order it alike; but they"
          + " skip its events in the sources: let it be published only when all instances read it",
      ChangeVerdict.FORBIDDEN,
      "its events would be skipped while views go on calling themselves complete; a type that"
          + " nobody publishes any more costs nothing"),
  JOURNAL(
      "journal",
      ChangeVerdict.REBUILD,
      "it begins empty and receives only new events: fill it from another journal, which has the"
          + " same events, before views are made of it",
      ChangeVerdict.FORBIDDEN,
      "views are rebuilt from it, and it would have a gap for ever"),
  DERIVED(
      "derived topic",
      ChangeVerdict.REBUILD,
      "it begins empty and gets only changes: rows that never change again would be missing",
      ChangeVerdict.FORBIDDEN,
      "its subscribers would get no more records, and no notice"),
  SUB_TOPOLOGY(
      "sub-topology",
      ChangeVerdict.REBUILD,
      "running instances do not know its tasks, and one leader gives tasks to old and new alike",
      ChangeVerdict.REBUILD,
      "new instances do not know its tasks, and one leader gives tasks to old and new alike"),
  STORE(
      "store",
      ChangeVerdict.REBUILD,
      "it begins empty, since its journal was read already",
      ChangeVerdict.REBUILD,
      "a task that goes back to an instance which still has the store, or a release that is"
          + " rolled back, would go on with a gap");

  private final String words;
  private final ChangeVerdict whenNew;
  private final String whyNew;
  private final ChangeVerdict whenGone;
  private final String whyGone;

  LockedKind(
      String words, ChangeVerdict whenNew, String whyNew, ChangeVerdict whenGone, String whyGone) {
    this.words = words;
    this.whenNew = whenNew;
    this.whyNew = whyNew;
    this.whenGone = whenGone;
    this.whyGone = whyGone;
  }

  LockFinding isNew(String name) {
    return new LockFinding(whenNew, this + " " + name + " is new", whyNew);
  }

  LockFinding isGone(String name) {
    return new LockFinding(whenGone, this + " " + name + " is gone", whyGone);
  }

  @Override
  public String toString() {
    return words;
  }
}
