package org.rollbook.benchmark.ingest;

import java.util.List;
import java.util.Optional;
import org.rollbook.benchmark.site.Step;

/// Somebody who reads the inbound topic and keeps something of it, in a process of its own.
interface Side {

  /// What messages call it.
  String name();

  /// Starts it.
  ///
  /// @param turn the first of which is 1; each has names of its own
  Running start(int turn);

  /// One that runs.
  interface Running extends AutoCloseable {

    /// Whether it still does.
    boolean isAlive();

    /// What an event has to pass.
    List<Step> steps();

    /// The topics that are written, in the end, and nothing after.
    List<String> outputs();

    /// What it has, asked when it is done; empty if it keeps nothing.
    Optional<Totals> totals();

    @Override
    void close();
  }
}
