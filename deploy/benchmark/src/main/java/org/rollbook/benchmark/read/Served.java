package org.rollbook.benchmark.read;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.rollbook.benchmark.system.OsProcess;

/// A server that is asked.
///
/// @param root its address, without `/v1`
/// @param by all processes that work for the answers
record Served(URI root, List<OsProcess> by) {

  Served {
    by = List.copyOf(by);
  }

  /// The processor time that they have used.
  Duration processorTime() {
    return by.stream().map(OsProcess::processorTime).reduce(Duration.ZERO, Duration::plus);
  }
}
