package org.rollbook.guard;

/// One change, its verdict, and the reason.
record LockFinding(ChangeVerdict verdict, String change, String reason) {

  @Override
  public String toString() {
    return "%s%n    %s: %s".formatted(change, verdict, reason);
  }
}
