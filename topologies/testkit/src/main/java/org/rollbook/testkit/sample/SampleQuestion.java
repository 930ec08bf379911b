package org.rollbook.testkit.sample;

import java.util.random.RandomGenerator;
import org.rollbook.model.CourseKey;
import org.rollbook.model.LearnerId;
import org.rollbook.testkit.campus.CampusEnrollmentKey;
import org.rollbook.testkit.campus.Samples;

/// A question for a view, about a known key or one that is most likely absent. The views differ in
/// their rows and figures, not in the questions that they answer.
public sealed interface SampleQuestion {

  /// The row of a learner in a course.
  record OneRow(CampusEnrollmentKey key) implements SampleQuestion {}

  record RowsOfLearner(LearnerId learner) implements SampleQuestion {}

  record RowsOfCourse(CourseKey course) implements SampleQuestion {}

  /// The figures of a course's rows.
  record FiguresOf(CourseKey course) implements SampleQuestion {}

  /// Draws a question. A course with more rows is drawn more often. An empty truth knows no keys,
  /// so the question is about an unknown key.
  static SampleQuestion drawn(Samples truth, RandomGenerator chance) {
    var some = truth.any(chance);
    var other = truth.any(chance);
    if (some.isEmpty() || other.isEmpty()) {
      return new OneRow(stranger(chance));
    }
    CampusEnrollmentKey known = some.get();
    return switch (chance.nextInt(20)) {
      case 0 -> new RowsOfCourse(known.course());
      case 1, 2 -> new FiguresOf(known.course());
      case 3, 4 -> new RowsOfLearner(known.learner());
      case 5 -> new OneRow(new CampusEnrollmentKey(someone(chance), known.course()));
      case 6, 7, 8 -> new OneRow(new CampusEnrollmentKey(known.learner(), other.get().course()));
      case 9, 10, 11, 12 -> new OneRow(oneOfTheLatest(truth, chance));
      default -> new OneRow(known);
    };
  }

  private static CampusEnrollmentKey oneOfTheLatest(Samples truth, RandomGenerator chance) {
    var lately = truth.lately();
    return lately.get(chance.nextInt(lately.size()));
  }

  private static CampusEnrollmentKey stranger(RandomGenerator chance) {
    return new CampusEnrollmentKey(someone(chance), new CourseKey("course-v1:Nobody+Knows+This"));
  }

  private static LearnerId someone(RandomGenerator chance) {
    return new LearnerId(chance.nextLong(1, Integer.MAX_VALUE));
  }
}
