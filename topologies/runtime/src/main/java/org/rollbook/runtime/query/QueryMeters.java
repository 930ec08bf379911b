package org.rollbook.runtime.query;

/// Counts what was asked and how it was answered.
public interface QueryMeters {

  /// For who does not count.
  QueryMeters NONE =
      new QueryMeters() {
        @Override
        public void asked(String view, String place, String answer) {}

        @Override
        public void overloaded() {}
      };

  /// A view was asked.
  ///
  /// @param place `here`, `there` or `unsettled`
  /// @param answer `found`, `missing` or the refusal's reason in lower case
  void asked(String view, String place, String answer);

  /// A question was refused before any view was asked: too many were under way.
  void overloaded();
}
