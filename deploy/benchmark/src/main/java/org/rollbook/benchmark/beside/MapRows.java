package org.rollbook.benchmark.beside;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rollbook.benchmark.data.Roll;
import org.rollbook.enrollments.domain.Enrollment;
import org.rollbook.model.CourseKey;
import org.rollbook.model.Heard;
import org.rollbook.runtime.http.LearnerCourseLookup.LearnerCourse;

/// Rows as objects in hash maps: as fast as that server can be.
final class MapRows implements Rows {

  private final Map<LearnerCourse, Heard<Enrollment>> rows = new HashMap<>();
  private final Map<CourseKey, List<Heard<Enrollment>>> rosters = new HashMap<>();

  MapRows(List<Roll> rolls) {
    for (Roll roll : rolls) {
      List<Heard<Enrollment>> roster = roll.rows().toList();
      rosters.put(roll.course(), roster);
      roster.forEach(
          row -> rows.put(new LearnerCourse(row.said().learner(), row.said().course()), row));
    }
  }

  @Override
  public Optional<Heard<Enrollment>> row(LearnerCourse key) {
    return Optional.ofNullable(rows.get(key));
  }

  @Override
  public List<Optional<Heard<Enrollment>>> rows(List<LearnerCourse> keys) {
    return keys.stream().map(this::row).toList();
  }

  /// Learners are numbered from 1, so that a learner's id is the place of the next.
  @Override
  public List<Heard<Enrollment>> roster(CourseKey course, long after, int size) {
    List<Heard<Enrollment>> roster = rosters.getOrDefault(course, List.of());
    int from = (int) Math.min(roster.size(), after);
    return roster.subList(from, Math.min(roster.size(), from + size));
  }
}
