package org.rollbook.runtime.serve.query;

/// Counts questions and how they were answered.
public interface QueryMeters {

  /// Counts nothing.
  QueryMeters NONE =
      new QueryMeters() {
        @Override
        public void asked(String view, String location, String answer) {}

        @Override
        public void overloaded() {}
      };

  /// Counts a question to a view.
  ///
  /// @param location `here-` or `there-` with the role of the replica, such as `here-active`, or
  ///   `nobody`
  /// @param answer `found`, `missing` or the refusal's reason in lower case
  void asked(String view, String location, String answer);

  /// Counts a question that was refused before it reached a view: too many were under way.
  void overloaded();
}
