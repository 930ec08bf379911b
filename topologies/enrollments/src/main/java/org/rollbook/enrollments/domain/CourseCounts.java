package org.rollbook.enrollments.domain;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.rollbook.model.BoundedKeys;
import org.rollbook.model.Stamped;

/// How many learners a course has, by mode.
///
/// @param modes as far as [BoundedKeys] distinguishes them, sorted; a mode without enrollments may
///   still have an entry
/// @param latest the event with the greatest stamp of all that are or were in the counts; empty
///   before the first
public record CourseCounts(
    SortedMap<String, ModeCount> modes, Optional<Stamped<Enrollment>> latest) {

  /// How many learners have an enrollment of one mode.
  ///
  /// @param active learners who are enrolled now
  /// @param total these and the learners who left
  public record ModeCount(long active, long total) {

    private static final ModeCount NONE = new ModeCount(0, 0);

    public ModeCount {
      if (active < 0 || total < active) {
        throw new IllegalArgumentException("not a count: " + active + " active of " + total);
      }
    }

    ModeCount plus(ModeCount other) {
      return new ModeCount(active + other.active, total + other.total);
    }

    ModeCount plus(Enrollment.State enrollment) {
      return new ModeCount(active + (enrollment.active() ? 1 : 0), total + 1);
    }

    ModeCount minus(Enrollment.State enrollment) {
      return new ModeCount(active - (enrollment.active() ? 1 : 0), total - 1);
    }
  }

  public static final CourseCounts NONE = new CourseCounts(new TreeMap<>(), Optional.empty());

  public CourseCounts {
    modes = Collections.unmodifiableSortedMap(new TreeMap<>(modes));
  }

  public long active() {
    return sum().active();
  }

  public long total() {
    return sum().total();
  }

  /// The modes that have at least one enrollment, active or not.
  public SortedMap<String, ModeCount> modesTaken() {
    var taken = new TreeMap<>(modes);
    taken.values().removeIf(ModeCount.NONE::equals);
    return taken;
  }

  /// These counts with one row added. An enrollment that the LMS does not have is not counted.
  public CourseCounts with(Stamped<Enrollment> row) {
    return new CourseCounts(
        row.payload()
            .state()
            .map(added -> changed(added.mode(), count -> count.plus(added)))
            .orElse(modes),
        Optional.of(Enrollment.latest(latest, row)));
  }

  /// These counts with one row removed.
  ///
  /// @throws IllegalArgumentException if the row was never counted
  public CourseCounts without(Stamped<Enrollment> row) {
    return new CourseCounts(
        row.payload()
            .state()
            .map(removed -> changed(removed.mode(), count -> count.minus(removed)))
            .orElse(modes),
        latest);
  }

  private SortedMap<String, ModeCount> changed(String mode, UnaryOperator<ModeCount> change) {
    return BoundedKeys.changed(modes, mode, ModeCount.NONE, change, ModeCount::plus);
  }

  private ModeCount sum() {
    return modes.values().stream().reduce(ModeCount.NONE, ModeCount::plus);
  }
}
