package org.rollbook.benchmark.beside;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.rollbook.enrollments.domain.Enrollment;
import org.rollbook.model.CourseKey;
import org.rollbook.model.Heard;
import org.rollbook.runtime.http.LearnerCourseLookup.LearnerCourse;

/// Rows as objects in hash maps: as fast as that server can be.
final class MapRows implements Rows {

  private final Map<LearnerCourse, Heard<Enrollment>> rows = new HashMap<>();

  /// By learner.
  private final Map<CourseKey, NavigableMap<Long, Heard<Enrollment>>> rosters = new HashMap<>();

  MapRows(List<Heard<Enrollment>> all) {
    for (Heard<Enrollment> row : all) {
      Enrollment said = row.said();
      rows.put(new LearnerCourse(said.learner(), said.course()), row);
      rosters
          .computeIfAbsent(said.course(), course -> new TreeMap<>())
          .put(said.learner().value(), row);
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

  @Override
  public List<Heard<Enrollment>> roster(CourseKey course, long after, int size) {
    return rosters
        .getOrDefault(course, Collections.emptyNavigableMap())
        .tailMap(after, false)
        .values()
        .stream()
        .limit(size)
        .toList();
  }
}
