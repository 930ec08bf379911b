package org.rollbook.runtime.view;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import org.rollbook.runtime.watermark.AsOf;
import org.rollbook.runtime.watermark.SourceList;

/// The tasks that this instance runs now, by view and partition, and how they fare.
///
/// A task that was closed and opened again is another task run: values that were read from several
/// of its stores belong together only if the task run was the same before and after. (For one
/// store, [OpenReplicas] tells replicas apart.) Thread-safe.
public final class LiveTasks {

  private final ConcurrentMap<TaskKey, TaskRun> tasks = new ConcurrentHashMap<>();
  private final AtomicLong openings = new AtomicLong();

  private record TaskKey(String view, int partition) {}

  /// One run of a task, from its opening to its closing.
  public static final class TaskRun {

    private final long number;
    private final Instant openedAt;
    private volatile AsOf asOf;
    private volatile Instant receivedAt;
    private volatile Instant advancedAt;

    private TaskRun(long number, Instant openedAt, AsOf asOf) {
      this.number = number;
      this.openedAt = openedAt;
      this.asOf = asOf;
      this.receivedAt = openedAt;
      this.advancedAt = openedAt;
    }

    /// When the task began to process, by our clock.
    public Instant openedAt() {
      return openedAt;
    }

    /// How far the sources were read, as the task has received it.
    public AsOf asOf() {
      return asOf;
    }

    /// When the task last received anything, or else was opened, by our clock.
    public Instant receivedAt() {
      return receivedAt;
    }

    /// When the as-of last became later, or else the task was opened, by our clock.
    public Instant advancedAt() {
      return advancedAt;
    }

    /// Records that the task received a watermark.
    public void received(AsOf newer, Instant now) {
      if (!asOfs(newer).equals(asOfs(asOf))) {
        advancedAt = now;
      }
      asOf = newer;
      receivedAt = now;
    }

    private static Map<SourceList, Instant> asOfs(AsOf asOf) {
      var times = new HashMap<SourceList, Instant>();
      asOf.coverages()
          .forEach(
              (sources, coverage) -> coverage.asOf().ifPresent(time -> times.put(sources, time)));
      return times;
    }

    /// Records that the task received an event.
    void received(Instant now) {
      receivedAt = now;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof TaskRun taskRun && number == taskRun.number;
    }

    @Override
    public int hashCode() {
      return Long.hashCode(number);
    }
  }

  /// The run of the task of a view's partition, if it runs here.
  public Optional<TaskRun> find(String view, int partition) {
    return Optional.ofNullable(tasks.get(new TaskKey(view, partition)));
  }

  /// Records that a task was opened.
  public TaskRun opened(String view, int partition, Instant now, AsOf asOf) {
    var taskRun = new TaskRun(openings.incrementAndGet(), now, asOf);
    tasks.put(new TaskKey(view, partition), taskRun);
    return taskRun;
  }

  /// Records that a task was closed. Has no effect if another run has replaced it.
  public void closed(String view, int partition, TaskRun taskRun) {
    tasks.remove(new TaskKey(view, partition), taskRun);
  }
}
