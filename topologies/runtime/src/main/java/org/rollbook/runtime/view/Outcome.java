package org.rollbook.runtime.view;

/// What became of an event.
public enum Outcome {
  /// It changed the row.
  APPLIED,
  /// A later one had been heard already, so it changed nothing.
  LATE
}
