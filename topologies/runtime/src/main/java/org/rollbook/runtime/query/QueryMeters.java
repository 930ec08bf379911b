package org.rollbook.runtime.query;

/// Counts what was asked and how it was answered.
@FunctionalInterface
public interface QueryMeters {

  /// For who does not count.
  QueryMeters NONE = (view, place, answer) -> {};

  /// A view was asked.
  ///
  /// @param place `here`, `there` or `unsettled`
  /// @param answer `found`, `missing` or the refusal's reason in lower case
  void asked(String view, String place, String answer);
}
