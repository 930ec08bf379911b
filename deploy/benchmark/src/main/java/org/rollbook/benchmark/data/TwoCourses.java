package org.rollbook.benchmark.data;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.rollbook.enrollments.domain.Enrollment;
import org.rollbook.model.Heard;
import org.rollbook.testkit.campus.Campus;
import org.rollbook.testkit.campus.EnrollmentKey;

/// A large course and a small one, and who is enrolled in them. Whoever makes them of the same
/// learners and time has the same.
///
/// @param learners in the large one, and about a thousand in the small one, give or take some
///   dozens
/// @param founded when the first of them enrolled
public record TwoCourses(int learners, Instant founded) {

  private static final int SMALL = 1_000;

  private static final Comparator<Heard<Enrollment>> AS_IN_ROSTERS =
      Comparator.<Heard<Enrollment>, String>comparing(row -> row.said().course().value())
          .thenComparingLong(row -> row.said().learner().value());

  /// How many visits the large course takes for each who is enrolled in it, until half of everybody
  /// is: more and more of them are by those who are in it already.
  private static final double VISITS = 2 * Math.log(2);

  /// Their campus, at which nobody is enrolled yet; the large one comes first among its courses.
  public Campus campus() {
    return Campuses.ofTwoCourses(2 * learners, VISITS * learners / SMALL, founded);
  }

  /// How many enrollments there are in both.
  public int enrollments() {
    return learners + SMALL;
  }

  /// What a view holds of them in the end, by course and learner.
  public List<Heard<Enrollment>> rows() {
    Map<EnrollmentKey, Heard<Enrollment>> latest = new HashMap<>();
    Campuses.heard(Campuses.until(enrollments(), campus()))
        .forEach(
            event ->
                latest.put(
                    new EnrollmentKey(event.said().learner(), event.said().course()), event));
    return latest.values().stream().sorted(AS_IN_ROSTERS).toList();
  }
}
