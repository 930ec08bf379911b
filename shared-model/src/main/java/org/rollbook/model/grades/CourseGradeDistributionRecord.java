package org.rollbook.model.grades;

import static java.util.Collections.unmodifiableSortedMap;
import static org.rollbook.model.avro.RecordCodec.field;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.rollbook.model.CourseKey;
import org.rollbook.model.avro.AvroCodec;
import org.rollbook.model.avro.AvroTypes;
import org.rollbook.model.avro.RecordCodec;
import org.rollbook.model.avro.SchemaResource;
import org.rollbook.model.topic.KeyCodecs;

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
      RecordCodec.of(
              "org.rollbook.v1.CourseGradeDistribution",
              field("course_key", KeyCodecs.COURSE, CourseGradeDistributionRecord::course),
              field("graded", AvroTypes.LONG, CourseGradeDistributionRecord::graded),
              field("passing", AvroTypes.LONG, CourseGradeDistributionRecord::passing),
              field(
                  "mean_percent_grade",
                  AvroTypes.optional(AvroTypes.DOUBLE),
                  CourseGradeDistributionRecord::meanPercent),
              field(
                  "letters", AvroTypes.map(AvroTypes.LONG), CourseGradeDistributionRecord::letters),
              field(
                  "histogram",
                  AvroTypes.array(AvroTypes.LONG),
                  CourseGradeDistributionRecord::histogram),
              CourseGradeDistributionRecord::new)
          .describedBy(
              SchemaResource.of(
                  CourseGradeDistributionRecord.class,
                  "/avro/rollbook.course-grade-distributions.v1-value.avsc"));

  public CourseGradeDistributionRecord {
    letters = unmodifiableSortedMap(new TreeMap<>(letters));
    histogram = List.copyOf(histogram);
  }

  public CourseKey key() {
    return course;
  }
}
