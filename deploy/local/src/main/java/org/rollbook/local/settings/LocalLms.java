package org.rollbook.local.settings;

/// Whether the stack has the LMS's database, and what is in it when Rollbook begins to listen.
public enum LocalLms {

  /// There is no database. Rollbook knows from events only.
  NONE,

  /// The tables are as old as Rollbook.
  NEW,

  /// The tables have a semester of which the bus knows nothing.
  BEFORE
}
