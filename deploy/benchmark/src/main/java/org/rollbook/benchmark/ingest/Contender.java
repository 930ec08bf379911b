package org.rollbook.benchmark.ingest;

import java.util.List;
import java.util.Optional;
import org.rollbook.benchmark.site.GroupStep;

/// Reads the inbound topic and keeps something of it, in a process of its own.
interface Contender {

  /// Its name in messages.
  String name();

  /// Starts it.
  ///
  /// @param run the number of the run, from 1; each run uses names of its own
  Running start(int run);

  /// A started contender.
  interface Running extends AutoCloseable {

    /// Whether its process is still alive.
    boolean isAlive();

    /// The steps that an event has to pass.
    List<GroupStep> steps();

    /// The topics that it writes to; the last step ends there.
    List<String> outputs();

    /// What it has in the end, read when it is done; empty if it keeps nothing.
    Optional<Totals> totals();

    @Override
    void close();
  }
}
