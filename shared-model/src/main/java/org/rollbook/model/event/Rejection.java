package org.rollbook.model.event;

/// Thrown for a message that cannot be used, wherever that is found. Ingest catches it in one place
/// and makes a dead letter of the message.
///
/// An exception and not a value, since a check may be deep within the making of a payload.
public final class Rejection extends Exception {

  private static final long serialVersionUID = 1L;

  private final RejectCause rejectCause;
  private final String detail;

  /// @param detail a sentence for a reader of the dead letter, without personal data
  public Rejection(RejectCause rejectCause, String detail) {
    // Without a stack trace: a rejection is an ordinary result, and broken messages come in floods.
    super(detail, null, false, false);
    this.rejectCause = rejectCause;
    this.detail = detail;
  }

  public RejectCause rejectCause() {
    return rejectCause;
  }

  public String detail() {
    return detail;
  }
}
