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

/// The tasks that this instance runs now, by view and partition, for whoever asks how they fare.
///
/// A task that was closed and opened again is another incarnation: what was read of several of its
/// stores belongs together only if the incarnation was the same before and after. (For one store,
/// [OpenCopies] knows.) Thread-safe.
public final class LiveTasks {

  private final ConcurrentMap<Place, Incarnation> tasks = new ConcurrentHashMap<>();
  private final AtomicLong openings = new AtomicLong();

  private record Place(String view, int partition) {}

  /// One task from its opening to its closing.
  public static final class Incarnation {

    private final long number;
    private final Instant openedAt;
    private volatile AsOf asOf;
    private volatile Instant heardAt;
    private volatile Instant advancedAt;

    private Incarnation(long number, Instant openedAt, AsOf asOf) {
      this.number = number;
      this.openedAt = openedAt;
      this.asOf = asOf;
      this.heardAt = openedAt;
      this.advancedAt = openedAt;
    }

    /// When the task began to process, by our clock.
    public Instant openedAt() {
      return openedAt;
    }

    /// What the task has received of how far the sources were read.
    public AsOf asOf() {
      return asOf;
    }

    /// When the task last heard anything, or else was opened, by our clock.
    public Instant heardAt() {
      return heardAt;
    }

    /// When the as-of last became later, or else the task was opened, by our clock.
    public Instant advancedAt() {
      return advancedAt;
    }

    /// The task heard a watermark.
    public void heard(AsOf newer, Instant now) {
      if (!asOfs(newer).equals(asOfs(asOf))) {
        advancedAt = now;
      }
      asOf = newer;
      heardAt = now;
    }

    private static Map<SourceList, Instant> asOfs(AsOf asOf) {
      var times = new HashMap<SourceList, Instant>();
      asOf.coverages()
          .forEach(
              (sources, coverage) -> coverage.asOf().ifPresent(time -> times.put(sources, time)));
      return times;
    }

    /// The task heard an event.
    void heard(Instant now) {
      heardAt = now;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Incarnation incarnation && number == incarnation.number;
    }

    @Override
    public int hashCode() {
      return Long.hashCode(number);
    }
  }

  /// The task of a view's partition, if it runs here.
  public Optional<Incarnation> find(String view, int partition) {
    return Optional.ofNullable(tasks.get(new Place(view, partition)));
  }

  /// A task begins.
  public Incarnation opened(String view, int partition, Instant now, AsOf asOf) {
    var incarnation = new Incarnation(openings.incrementAndGet(), now, asOf);
    tasks.put(new Place(view, partition), incarnation);
    return incarnation;
  }

  /// A task ends; harmless if another has taken its place.
  public void closed(String view, int partition, Incarnation incarnation) {
    tasks.remove(new Place(view, partition), incarnation);
  }
}
