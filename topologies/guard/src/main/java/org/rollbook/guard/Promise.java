package org.rollbook.guard;

import java.util.Arrays;

/// What a lock says of a thing, and what it means when that changes. `RATIONALE.md` has the facts
/// behind it.
enum Promise {
  APPLICATION_ID(
      "application id",
      Verdict.REBUILD,
      "state is found by it: everything begins empty, beside what runs"),
  PARTITIONS(
      "partitions by default",
      Verdict.FORBIDDEN,
      "a site that left it to us has journals with the old number, and would not start"),
  PRECEDENCE(
      "precedence",
      Verdict.REBUILD,
      "old and new instances would make different rows of the same events, and rows that are there"
          + " were decided by the old order"),
  KEYS(
      "keys of the sample",
      Verdict.FORBIDDEN,
      "journals are for ever: an event that is there would be kept again under another key, and"
          + " erasing it would miss one of them"),
  PARTITION(
      "partitions of the sample, of 1009",
      Verdict.FORBIDDEN,
      "what is there stays where it is, so that one key would be in two partitions: out of order,"
          + " and never compacted"),
  VALUE(
      "value",
      Verdict.FORBIDDEN,
      "journals are for ever: this release could not read what is there, and the one that runs not"
          + " what is new"),
  VALUES("values of the sample", Verdict.FORBIDDEN, VALUE.reason),
  WATERMARK("watermark", Verdict.FORBIDDEN, VALUE.reason),
  LAWS(
      "checked settings",
      Verdict.FORBIDDEN,
      "as-of times rest on them, and a topic that is there with others is refused at start"),
  SETTINGS(
      "other settings",
      Verdict.ROLLING_SAFE,
      "they are for topics that are yet to be made; others keep theirs"),
  SOURCES(
      "sources", Verdict.REBUILD, "old and new instances would mean different tasks by one number"),
  STORES("stores", Verdict.REBUILD, "a task would hold less, or begin with more than it has heard"),
  SINKS("sinks", Verdict.REBUILD, "what it told so far stands elsewhere"),
  NODES("nodes", Verdict.ROLLING_SAFE, "nothing but metrics is found by the name of a node"),
  ROW("row", Verdict.REBUILD, "rows that are there could not be read"),
  ROWS("rows of the sample", Verdict.REBUILD, "rows that are there have other keys or say less"),
  CHANGELOG(
      "changelog",
      Verdict.REBUILD,
      "Kafka Streams finds it by its name, and leaves the settings of one that is there alone");

  private final String words;
  private final Verdict verdict;
  private final String reason;

  Promise(String words, Verdict verdict, String reason) {
    this.words = words;
    this.verdict = verdict;
    this.reason = reason;
  }

  static Promise of(String words) {
    return Arrays.stream(values())
        .filter(promise -> promise.words.equals(words))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("a lock does not say: " + words));
  }

  /// The finding that this is something else now.
  ///
  /// @param thing such as `store counts`
  Finding changed(String thing, String before, String now) {
    return new Finding(
        verdict, "%s: %s%n    was %s%n    is  %s".formatted(thing, words, before, now), reason);
  }

  @Override
  public String toString() {
    return words;
  }
}
