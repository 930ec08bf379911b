package org.rollbook.testkit.sample;

import java.util.random.RandomGenerator;
import org.rollbook.model.CourseKey;
import org.rollbook.model.LearnerId;
import org.rollbook.testkit.campus.EnrollmentKey;
import org.rollbook.testkit.campus.Samples;

/// What to ask a view, about a known key or one that is most likely absent. The views differ in
/// what their rows and figures are, not in what can be asked.
public sealed interface Question {

  /// The row of a learner in a course.
  record OneRow(EnrollmentKey key) implements Question {}

  record RowsOfLearner(LearnerId learner) implements Question {}

  record RowsOfCourse(CourseKey course) implements Question {}

  /// What is counted of a course's rows.
  record FiguresOf(CourseKey course) implements Question {}

  /// Draws a question. Courses come as often as they have rows. Nothing is known of an empty truth,
  /// so it is asked about a stranger.
  static Question drawn(Samples truth, RandomGenerator chance) {
    var some = truth.any(chance);
    var other = truth.any(chance);
    if (some.isEmpty() || other.isEmpty()) {
      return new OneRow(stranger(chance));
    }
    EnrollmentKey known = some.get();
    return switch (chance.nextInt(20)) {
      case 0 -> new RowsOfCourse(known.course());
      case 1, 2 -> new FiguresOf(known.course());
      case 3, 4 -> new RowsOfLearner(known.learner());
      case 5 -> new OneRow(new EnrollmentKey(someone(chance), known.course()));
      case 6, 7, 8 -> new OneRow(new EnrollmentKey(known.learner(), other.get().course()));
      case 9, 10, 11, 12 -> new OneRow(oneOfTheLatest(truth, chance));
      default -> new OneRow(known);
    };
  }

  private static EnrollmentKey oneOfTheLatest(Samples truth, RandomGenerator chance) {
    var lately = truth.lately();
    return lately.get(chance.nextInt(lately.size()));
  }

  private static EnrollmentKey stranger(RandomGenerator chance) {
    return new EnrollmentKey(someone(chance), new CourseKey("course-v1:Nobody+Knows+This"));
  }

  private static LearnerId someone(RandomGenerator chance) {
    return new LearnerId(chance.nextLong(1, Integer.MAX_VALUE));
  }
}
