package org.rollbook.benchmark.read;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.rollbook.benchmark.system.OsProcess;

/// Somebody who answers.
///
/// @param root where, without `/v1`
/// @param by all that works for the answers
record Served(URI root, List<OsProcess> by) {

  Served {
    by = List.copyOf(by);
  }

  /// How much processor time they have had.
  Duration processorTime() {
    return by.stream().map(OsProcess::processorTime).reduce(Duration.ZERO, Duration::plus);
  }
}
