package org.rollbook.guard;

import java.util.Arrays;

/// A property of a thing in a lock, and the verdict when it changes. `RATIONALE.md` has the facts
/// behind the verdicts.
enum Promise {
  APPLICATION_ID(
      "application id",
      ChangeVerdict.REBUILD,
      "state is found by it: the new version begins empty, beside the running one"),
  PARTITIONS(
      "partitions by default",
      ChangeVerdict.FORBIDDEN,
      "a site without a setting of its own has journals with the old number, and would not start"),
  PRECEDENCE(
      "precedence",
      ChangeVerdict.REBUILD,
      "old and new instances would make different rows of the same events, and existing rows were"
          + " decided by the old order"),
  KEYS(
      "keys of the sample",
      ChangeVerdict.FORBIDDEN,
      "journals are for ever: an existing event would be kept again under another key, and"
          + " erasing it would miss one of the two"),
  PARTITION(
      "partitions of the sample, of 1009",
      ChangeVerdict.FORBIDDEN,
      "existing records stay where they are, so one key would be in two partitions: out of order,"
          + " and never compacted"),
  VALUE(
      "value",
      ChangeVerdict.FORBIDDEN,
      "journals are for ever: this release could not read the existing events, and the running one"
          + " could not read the new events"),
  VALUES("values of the sample", ChangeVerdict.FORBIDDEN, VALUE.reason),
  WATERMARK("watermark", ChangeVerdict.FORBIDDEN, VALUE.reason),
  CHECKED_SETTINGS(
      "checked settings",
      ChangeVerdict.FORBIDDEN,
      "as-of times depend on them, and an instance does not start on a topic with others"),
  OTHER_SETTINGS(
      "other settings",
      ChangeVerdict.ROLLING_SAFE,
      "they apply only to new topics; existing ones keep theirs"),
  SOURCES(
      "sources",
      ChangeVerdict.REBUILD,
      "old and new instances would mean different tasks by one number"),
  STORES(
      "stores",
      ChangeVerdict.REBUILD,
      "a task would lack rows, or begin with rows of events that it has not received"),
  SINKS("sinks", ChangeVerdict.REBUILD, "its earlier records are on another topic"),
  NODES("nodes", ChangeVerdict.ROLLING_SAFE, "only metrics depend on the name of a node"),
  ROW("row", ChangeVerdict.REBUILD, "rows that are there could not be read"),
  ROWS(
      "rows of the sample",
      ChangeVerdict.REBUILD,
      "existing rows have other keys or other content"),
  CHANGELOG(
      "changelog",
      ChangeVerdict.REBUILD,
      "Kafka Streams finds it by its name, and does not change the settings of an existing one");

  /// What separates the formats of a value.
  static final String FURTHER_FORMAT = "; ";

  private final String words;
  private final ChangeVerdict verdict;
  private final String reason;

  Promise(String words, ChangeVerdict verdict, String reason) {
    this.words = words;
    this.verdict = verdict;
    this.reason = reason;
  }

  static Promise of(String words) {
    return Arrays.stream(values())
        .filter(promise -> promise.words.equals(words))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("a lock has no such property: " + words));
  }

  /// The finding that this has another value now.
  ///
  /// @param thing such as `store counts`
  LockFinding changed(String thing, String before, String now) {
    if (this == VALUE && now.startsWith(before + FURTHER_FORMAT)) {
      return new LockFinding(
          ChangeVerdict.ROLLING_SAFE,
          "%s: one more format%n    now %s".formatted(thing, now),
          "what an earlier format holds is still written in it; an instance of the running release"
              + " makes a dead letter of an event that only the new format holds, and an instance"
              + " of this one merges it");
    }
    return new LockFinding(
        verdict, "%s: %s%n    was %s%n    is  %s".formatted(thing, words, before, now), reason);
  }

  @Override
  public String toString() {
    return words;
  }
}
