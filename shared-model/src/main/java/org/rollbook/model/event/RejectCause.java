package org.rollbook.model.event;

/// Why a message became a dead letter. The words never change: the dead letters' `rollbook_cause`
/// header carries them.
public enum RejectCause {
  /// There is no `ce_type` header, or it is empty.
  NO_TYPE("no-type"),
  /// A header of the event's metadata occurs twice.
  REPEATED_HEADER("repeated-header"),
  /// A header that we read is not UTF-8.
  NOT_UTF8("not-utf8"),
  /// There is no `ce_id` header, or it is empty, or far longer than an id.
  NO_ID("no-id"),
  /// There is no `ce_time` header, or it is empty.
  NO_TIME("no-time"),
  /// `ce_time`, or a time in the data, does not parse, or its year in UTC is not 1 to 9999; or
  /// `ce_time` is before 2000.
  BAD_TIME("bad-time"),
  /// `ce_time` is further ahead of the broker's time than clocks may differ.
  FROM_THE_FUTURE("from-the-future"),
  /// The value is missing, too short or does not begin with the magic byte.
  NOT_FRAMED("not-framed"),
  /// The registry has not known the schema id for a while.
  UNKNOWN_SCHEMA("unknown-schema"),
  /// The bytes do not decode with the schema that they name, or it is not the schema of this event.
  UNDECODABLE("undecodable"),
  /// The text is not a course key.
  BAD_COURSE_KEY("bad-course-key"),
  /// The learner id is not positive.
  BAD_LEARNER_ID("bad-learner-id"),

  /// A view received the event and could not merge it: a fault of ours, not of the event.
  UNMERGEABLE("unmergeable");

  private final String word;

  RejectCause(String word) {
    this.word = word;
  }

  /// The cause as dead letters and metrics spell it.
  public String word() {
    return word;
  }
}
