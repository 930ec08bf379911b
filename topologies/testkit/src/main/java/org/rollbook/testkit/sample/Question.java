package org.rollbook.testkit.sample;

import java.util.random.RandomGenerator;
import org.rollbook.model.CourseKey;
import org.rollbook.model.LearnerId;
import org.rollbook.testkit.campus.EnrollmentKey;
import org.rollbook.testkit.campus.Truth;

/// What to ask a view, about a known key or one that is most likely absent.
public sealed interface Question {

  record OneEnrollment(EnrollmentKey key) implements Question {}

  record EnrollmentsOf(LearnerId learner) implements Question {}

  record CountsOf(CourseKey course) implements Question {}

  record RosterOf(CourseKey course) implements Question {}

  /// Draws a question. Courses come as often as they have enrollments. Nothing is known of an empty
  /// truth, so it is asked about a stranger.
  static Question drawn(Truth truth, RandomGenerator chance) {
    var some = truth.any(chance);
    var other = truth.any(chance);
    if (some.isEmpty() || other.isEmpty()) {
      return new OneEnrollment(stranger(chance));
    }
    EnrollmentKey known = some.get();
    return switch (chance.nextInt(20)) {
      case 0 -> new RosterOf(known.course());
      case 1, 2 -> new CountsOf(known.course());
      case 3, 4 -> new EnrollmentsOf(known.learner());
      case 5 -> new OneEnrollment(new EnrollmentKey(someone(chance), known.course()));
      case 6, 7, 8 -> new OneEnrollment(new EnrollmentKey(known.learner(), other.get().course()));
      case 9, 10, 11, 12 -> new OneEnrollment(oneOfTheLatest(truth, chance));
      default -> new OneEnrollment(known);
    };
  }

  private static EnrollmentKey oneOfTheLatest(Truth truth, RandomGenerator chance) {
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
