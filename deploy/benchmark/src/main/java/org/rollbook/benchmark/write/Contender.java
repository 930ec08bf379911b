package org.rollbook.benchmark.write;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.rollbook.benchmark.measure.Aim;
import org.rollbook.benchmark.site.Offsets.GroupStep;
import org.rollbook.model.enrollments.ModeCount;
import org.rollbook.testkit.process.ChildProcess;

/// Reads the inbound topic and keeps something of it, in a process of its own.
///
/// @param name in the table
/// @param aim of ours compared with it
/// @param start starts it for a run, by the number of the run, from 1; each run uses names of its
///   own
record Contender(String name, Aim aim, IntFunction<Running> start) {

  /// A started contender.
  ///
  /// @param steps that an event has to pass
  /// @param outputs the topics that it writes to; the last step ends there
  /// @param totals what it has in the end, read when it is done; empty if it keeps nothing
  /// @param tidyUp runs when the process has ended
  record Running(
      ChildProcess process,
      List<GroupStep> steps,
      List<String> outputs,
      Supplier<Optional<Totals>> totals,
      Runnable tidyUp)
      implements AutoCloseable {

    @Override
    public void close() {
      process.close();
      tidyUp.run();
    }
  }

  /// What a contender must have in the end, in few numbers.
  ///
  /// @param rows how many enrollments there are
  /// @param active how many of them are active: the learner is enrolled now
  /// @param counted the sum of the courses' counts
  /// @param countedActive the sum of their counts of active enrollments
  record Totals(long rows, long active, long counted, long countedActive) {

    static <R> Totals of(Collection<R> rows, Predicate<R> active, List<ModeCount> counts) {
      return new Totals(
          rows.size(),
          rows.stream().filter(active).count(),
          counts.stream().mapToLong(ModeCount::total).sum(),
          counts.stream().mapToLong(ModeCount::active).sum());
    }
  }
}
