package org.rollbook.enrollments.domain;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.rollbook.model.Heard;

/// How many learners a course has, by mode.
///
/// @param modes those with at least one enrollment, active or not, sorted
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

  /// These counts with a row more.
  public CourseCounts with(Heard<Enrollment> row) {
    var more = new TreeMap<>(modes);
    Enrollment enrollment = row.said();
    more.put(
        enrollment.mode(), more.getOrDefault(enrollment.mode(), ModeCount.NONE).plus(enrollment));
    return new CourseCounts(more, Optional.of(Enrollment.latest(latest, row)));
  }

  /// These counts with a row less.
  ///
  /// @throws IllegalArgumentException if the row was never counted
  public CourseCounts without(Heard<Enrollment> row) {
    var fewer = new TreeMap<>(modes);
    Enrollment enrollment = row.said();
    ModeCount left = fewer.getOrDefault(enrollment.mode(), ModeCount.NONE).minus(enrollment);
    if (left.total() == 0) {
      fewer.remove(enrollment.mode());
    } else {
      fewer.put(enrollment.mode(), left);
    }
    return new CourseCounts(fewer, latest);
  }

  private ModeCount sum() {
    return modes.values().stream().reduce(ModeCount.NONE, ModeCount::plus);
  }
}
