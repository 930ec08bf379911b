package org.rollbook.bridge.stream;

/// Entries that are gone and were never read.
public sealed interface Loss {

  /// Nothing was lost.
  record None() implements Loss {}

  /// Exactly so many.
  record Counted(long entries) implements Loss {}

  /// Something was lost, or may have been; nobody can tell how many.
  ///
  /// @param why in words for an operator
  record Uncounted(String why) implements Loss {}

  Loss NONE = new None();
}
