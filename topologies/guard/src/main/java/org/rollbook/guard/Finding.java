package org.rollbook.guard;

/// One change, what it means, and why.
record Finding(Verdict verdict, String change, String reason) {

  @Override
  public String toString() {
    return "%s%n    %s: %s".formatted(change, verdict, reason);
  }
}
