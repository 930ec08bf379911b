package org.rollbook.enrollments.domain;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.rollbook.model.BoundedKeys;
import org.rollbook.model.Heard;

/// How many learners a course has, by mode.
///
/// @param modes as far as [BoundedKeys] tells them apart, sorted; one that has no enrollment any
///   more may still keep its place
/// @param latest the event with the greatest stamp of all that are or were in the counts; empty
///   before the first
public record CourseCounts(SortedMap<String, ModeCount> modes, Optional<Heard<Enrollment>> latest) {

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

  /// These counts with a row more.
  public CourseCounts with(Heard<Enrollment> row) {
    Enrollment enrollment = row.said();
    return new CourseCounts(
        changed(enrollment.mode(), count -> count.plus(enrollment)),
        Optional.of(Enrollment.latest(latest, row)));
  }

  /// These counts with a row less.
  ///
  /// @throws IllegalArgumentException if the row was never counted
  public CourseCounts without(Heard<Enrollment> row) {
    Enrollment enrollment = row.said();
    return new CourseCounts(changed(enrollment.mode(), count -> count.minus(enrollment)), latest);
  }

  private SortedMap<String, ModeCount> changed(String mode, UnaryOperator<ModeCount> change) {
    return BoundedKeys.changed(modes, mode, ModeCount.NONE, change, ModeCount::plus);
  }

  private ModeCount sum() {
    return modes.values().stream().reduce(ModeCount.NONE, ModeCount::plus);
  }
}
