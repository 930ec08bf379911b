package org.rollbook.model.event;

/// A header that cannot be understood. It does not leave this package: to others a refusal is a
/// value.
final class RefusedHeader extends Exception {

  private static final long serialVersionUID = 1L;

  private final RejectCause cause;

  RefusedHeader(RejectCause cause, String detail) {
    // Without a stack trace: a refusal is an answer, and broken messages come in floods.
    super(detail, null, false, false);
    this.cause = cause;
  }

  RejectCause rejectCause() {
    return cause;
  }

  String detail() {
    return String.valueOf(getMessage());
  }
}
