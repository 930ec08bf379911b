package org.rollbook.benchmark.site;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.rollbook.model.Stamped;
import org.rollbook.testkit.campus.Campus;
import org.rollbook.testkit.campus.CampusEnrollmentKey;
import org.rollbook.testkit.campus.TrueEnrollment;

/// A large course and a small one, and who is enrolled in them. The same learners and time always
/// give the same enrollments.
///
/// @param learners in the large course; the small one has about a thousand, give or take some
///   dozens
/// @param founded when the first of them enrolled
public record TwoCourses(int learners, Instant founded) {

  private static final int SMALL = 1_000;

  private static final Comparator<Stamped<TrueEnrollment>> AS_IN_ROSTERS =
      Comparator.<Stamped<TrueEnrollment>, String>comparing(
              row -> row.payload().key().course().value())
          .thenComparingLong(row -> row.payload().key().learner().value());

  /// How many visits the large course takes for each learner who is enrolled in it, until half of
  /// all learners are: more and more visits are by those who are enrolled already.
  private static final double VISITS = 2 * Math.log(2);

  /// Their campus, at which nobody is enrolled yet; the large course comes first.
  public Campus campus() {
    return Campuses.ofTwoCourses(2 * learners, VISITS * learners / SMALL, founded);
  }

  /// How many enrollments there are in both.
  public int enrollments() {
    return learners + SMALL;
  }

  /// The rows that a view has in the end, by course and learner.
  public List<Stamped<TrueEnrollment>> rows() {
    Map<CampusEnrollmentKey, Stamped<TrueEnrollment>> latest = new HashMap<>();
    Campuses.stamped(Campuses.until(enrollments(), campus()))
        .forEach(event -> latest.put(event.payload().key(), event));
    return latest.values().stream().sorted(AS_IN_ROSTERS).toList();
  }
}
