package org.rollbook.runtime.view;

/// What became of an event.
public enum Outcome {
  /// It changed the row.
  APPLIED,
  /// A later event had been received already, so it changed nothing.
  LATE
}
