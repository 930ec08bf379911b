package org.rollbook.benchmark.embedded;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.rollbook.enrollments.domain.Enrollment;
import org.rollbook.model.CourseKey;
import org.rollbook.model.LearnerCourse;
import org.rollbook.model.Stamped;

/// Rows as objects in hash maps: as fast as that server can be.
final class MapRows implements BaselineRows {

  private final Map<LearnerCourse, Stamped<Enrollment>> rows = new HashMap<>();

  /// Each course's enrollments by learner.
  private final Map<CourseKey, NavigableMap<Long, Stamped<Enrollment>>> rosters = new HashMap<>();

  MapRows(List<Stamped<Enrollment>> all) {
    for (Stamped<Enrollment> row : all) {
      Enrollment payload = row.payload();
      rows.put(payload.key(), row);
      rosters
          .computeIfAbsent(payload.course(), course -> new TreeMap<>())
          .put(payload.learner().value(), row);
    }
  }

  @Override
  public Optional<Stamped<Enrollment>> row(LearnerCourse key) {
    return Optional.ofNullable(rows.get(key));
  }

  @Override
  public List<Optional<Stamped<Enrollment>>> rows(List<LearnerCourse> keys) {
    return keys.stream().map(this::row).toList();
  }

  @Override
  public List<Stamped<Enrollment>> roster(CourseKey course, long after, int size) {
    return rosters
        .getOrDefault(course, Collections.emptyNavigableMap())
        .tailMap(after, false)
        .values()
        .stream()
        .limit(size)
        .toList();
  }
}
