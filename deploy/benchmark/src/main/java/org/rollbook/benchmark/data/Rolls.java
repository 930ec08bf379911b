package org.rollbook.benchmark.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.rollbook.model.CourseKey;

/// Courses as a campus has them: the n-th most wanted has an n-th of the learners of the first.
public final class Rolls {

  private static final int COURSES = 200;

  private Rolls() {}

  /// The rolls of a term, all of them together with so many enrollments. Terms have the same
  /// learners in other courses.
  public static List<Roll> ofTerm(String term, int enrollments) {
    double parts = IntStream.rangeClosed(1, COURSES).mapToDouble(rank -> 1.0 / rank).sum();
    List<Roll> rolls = new ArrayList<>();
    int left = enrollments;
    for (int rank = COURSES; rank > 1; rank--) {
      int learners = (int) (enrollments / parts / rank);
      if (learners > 0) {
        rolls.add(new Roll(course(rank, term), learners));
        left -= learners;
      }
    }
    rolls.add(new Roll(course(1, term), left));
    return List.copyOf(rolls);
  }

  private static CourseKey course(int rank, String term) {
    return CourseKey.parse(String.format(Locale.ROOT, "course-v1:CampusX+C%03d+%s", rank, term));
  }
}
