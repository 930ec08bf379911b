package org.rollbook.testkit.campus;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.rollbook.model.CourseKey;

/// How many learners are enrolled in a course, by mode. Modes without learners are left out.
public record TrueCourseCounts(CourseKey course, Map<String, ModeCount> modes) {

  public TrueCourseCounts {
    modes =
        modes.entrySet().stream()
            .filter(mode -> mode.getValue().total() != 0)
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /// How many learners are in one mode.
  ///
  /// @param total the active ones and those who left
  public record ModeCount(long active, long total) {}

  public long active() {
    return modes.values().stream().mapToLong(ModeCount::active).sum();
  }

  public long total() {
    return modes.values().stream().mapToLong(ModeCount::total).sum();
  }

  /// The counts of a roster, unless it is empty.
  static Optional<TrueCourseCounts> ofAny(CourseKey course, Collection<TrueEnrollment> roster) {
    return roster.isEmpty() ? Optional.empty() : Optional.of(of(course, roster));
  }

  private static TrueCourseCounts of(CourseKey course, Collection<TrueEnrollment> roster) {
    return new TrueCourseCounts(
        course,
        roster.stream()
            .collect(
                Collectors.toMap(
                    TrueEnrollment::mode,
                    row -> new ModeCount(row.active() ? 1 : 0, 1),
                    (left, right) ->
                        new ModeCount(
                            left.active() + right.active(), left.total() + right.total()))));
  }
}
