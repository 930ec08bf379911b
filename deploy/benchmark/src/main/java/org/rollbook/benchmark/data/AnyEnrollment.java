package org.rollbook.benchmark.data;

import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.rollbook.model.LearnerId;
import org.rollbook.testkit.campus.EnrollmentKey;

/// Any enrollment in some courses, each as likely as any other.
public final class AnyEnrollment {

  /// By the number of their first enrollment, all of them counted one after the other from 0.
  private final NavigableMap<Integer, Roll> byFirst = new TreeMap<>();

  private final int enrollments;

  /// @param rolls of the courses, at least one of them with a learner
  public AnyEnrollment(List<Roll> rolls) {
    int first = 0;
    for (Roll roll : rolls) {
      byFirst.put(first, roll);
      first += roll.learners();
    }
    enrollments = first;
  }

  public EnrollmentKey key(RandomGenerator chance) {
    int number = chance.nextInt(enrollments);
    var course = byFirst.floorEntry(number);
    return new EnrollmentKey(
        new LearnerId(number - course.getKey() + 1), course.getValue().course());
  }
}
