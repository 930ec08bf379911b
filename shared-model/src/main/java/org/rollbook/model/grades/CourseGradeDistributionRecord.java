package org.rollbook.model.grades;

import static java.util.Collections.unmodifiableSortedMap;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.rollbook.model.CourseKey;
import org.rollbook.model.avro.AvroCodec;

/// The distribution of a course's grades, as subscribers get it.
///
/// @param graded learners whose percent grade is known
/// @param passing learners who pass now, with or without a known percent grade
/// @param meanPercent of the graded; empty if there are none
/// @param letters of the graded; the empty letter is for learners who do not pass
/// @param histogram ten counts of percent grades
public record CourseGradeDistributionRecord(
    CourseKey course,
    long graded,
    long passing,
    Optional<Double> meanPercent,
    SortedMap<String, Long> letters,
    List<Long> histogram) {

  public static final AvroCodec<CourseGradeDistributionRecord> CODEC =
      new CourseGradeDistributionRecordCodec();

  public CourseGradeDistributionRecord {
    letters = unmodifiableSortedMap(new TreeMap<>(letters));
    histogram = List.copyOf(histogram);
  }

  public CourseKey key() {
    return course;
  }
}
