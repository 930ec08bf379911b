package org.rollbook.guard;

/// The kinds of things that a lock holds, and what it means when one is new or gone. `RATIONALE.md`
/// has the facts behind it.
enum Part {
  TOPOLOGY(
      "topology",
      Verdict.FORBIDDEN,
      "journals, groups and state are named by the topology",
      Verdict.FORBIDDEN,
      "journals, groups and state are named by the topology"),
  EVENT_TYPE(
      "event type",
      Verdict.ROLLING_SAFE,
      "releases that run keep what they do not read, and order it alike; but they skip it in the"
          + " sources, so let it be published only when all instances read it",
      Verdict.FORBIDDEN,
      "its events would be skipped while views go on calling themselves complete; a type that"
          + " nobody publishes any more costs nothing"),
  JOURNAL(
      "journal",
      Verdict.REBUILD,
      "it begins empty and hears only what is new: fill it from another journal, which holds the"
          + " same events, before views are made of it",
      Verdict.FORBIDDEN,
      "it is what views are rebuilt from, and would have a gap for ever"),
  DERIVED(
      "derived topic",
      Verdict.REBUILD,
      "it begins empty and is told changes only: what changes no more would never be in it",
      Verdict.FORBIDDEN,
      "for its subscribers it would fall silent without a word"),
  SUB_TOPOLOGY(
      "sub-topology",
      Verdict.REBUILD,
      "instances that run do not know its tasks, and one leader gives tasks to old and new alike",
      Verdict.REBUILD,
      "instances that start do not know its tasks, and one leader gives tasks to old and new"
          + " alike"),
  STORE(
      "store",
      Verdict.REBUILD,
      "it begins empty, since its journal was read already",
      Verdict.REBUILD,
      "a task that goes back to an instance which still has it, or a release that is taken back,"
          + " would go on with a gap");

  private final String words;
  private final Verdict whenNew;
  private final String whyNew;
  private final Verdict whenGone;
  private final String whyGone;

  Part(String words, Verdict whenNew, String whyNew, Verdict whenGone, String whyGone) {
    this.words = words;
    this.whenNew = whenNew;
    this.whyNew = whyNew;
    this.whenGone = whenGone;
    this.whyGone = whyGone;
  }

  Finding isNew(String name) {
    return new Finding(whenNew, this + " " + name + " is new", whyNew);
  }

  Finding isGone(String name) {
    return new Finding(whenGone, this + " " + name + " is gone", whyGone);
  }

  @Override
  public String toString() {
    return words;
  }
}
