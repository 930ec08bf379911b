package org.rollbook.benchmark.ingest;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.rollbook.benchmark.ingest.Contender.Running;
import org.rollbook.benchmark.site.GroupStep;
import org.rollbook.testkit.process.ChildProcess;

/// A process that reads the inbound topic as one group and commits what it has processed.
///
/// @param tidyUp runs when the process has ended
record GroupRunning(
    ChildProcess process, GroupStep step, Supplier<Optional<Totals>> kept, Runnable tidyUp)
    implements Running {

  @Override
  public boolean isAlive() {
    return process.isAlive();
  }

  @Override
  public List<GroupStep> steps() {
    return List.of(step);
  }

  @Override
  public List<String> outputs() {
    return List.of();
  }

  @Override
  public Optional<Totals> totals() {
    return kept.get();
  }

  @Override
  public void close() {
    process.close();
    tidyUp.run();
  }
}
