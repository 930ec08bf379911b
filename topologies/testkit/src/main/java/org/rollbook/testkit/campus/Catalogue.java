package org.rollbook.testkit.campus;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.rollbook.model.CourseKey;

/// The courses of the campus, the most popular first, with sizes by Zipf's law.
final class Catalogue {

  private final List<Course> courses;

  private final Map<CourseKey, Course> byKey;

  /// For each course, its share of the whole demand plus the shares of the courses before it.
  private final double[] demandUpTo;

  Catalogue(int size, double skew) {
    courses = IntStream.range(0, size).mapToObj(Catalogue::course).toList();
    byKey = courses.stream().collect(Collectors.toMap(Course::key, Function.identity()));
    demandUpTo = IntStream.range(0, size).mapToDouble(n -> Math.pow(n + 1, -skew)).toArray();
    Arrays.parallelPrefix(demandUpTo, Double::sum);
  }

  List<Course> courses() {
    return courses;
  }

  Optional<Course> course(CourseKey key) {
    return Optional.ofNullable(byKey.get(key));
  }

  /// Whether passing grades have letters in this course: only in the most popular course.
  boolean isLettered(Course course) {
    return course.equals(courses.getFirst());
  }

  /// Draws a course by its popularity.
  Course wanted(RandomGenerator chance) {
    double lot = chance.nextDouble() * demandUpTo[demandUpTo.length - 1];
    int found = Arrays.binarySearch(demandUpTo, lot);
    int number = found >= 0 ? found + 1 : -found - 1;
    return courses.get(Math.min(number, courses.size() - 1));
  }

  private static Course course(int number) {
    return new Course(
        new CourseKey(spelling(number)),
        "Course № " + number,
        Optional.empty(),
        Optional.empty(),
        number % 4 == 3 ? "honor" : "audit");
  }

  /// Every spelling of a course key in Open edX; all of them occur among the first four courses.
  private static String spelling(int number) {
    return switch (number % 8) {
      case 1 -> "CampusX/C" + number + "/2013_Fall";
      case 2 -> "ccx-v1:CampusX+C" + number + "+2026+ccx@" + (number + 1);
      case 3 -> "course-v1:ŁódźX+C" + number + "+2026~T1";
      default -> "course-v1:CampusX+C" + number + "+2026";
    };
  }
}
