package org.rollbook.model.enrollments;

import static java.util.Collections.unmodifiableSortedMap;

import java.util.SortedMap;
import java.util.TreeMap;
import org.rollbook.model.CourseKey;
import org.rollbook.model.avro.AvroCodec;

/// How many learners a course has, as subscribers get it.
///
/// @param active learners who are enrolled now
/// @param total those, and the ones who unenrolled
/// @param modes the same by enrollment mode
public record CourseEnrollmentCountsRecord(
    CourseKey course, long active, long total, SortedMap<String, ModeCount> modes) {

  public static final AvroCodec<CourseEnrollmentCountsRecord> CODEC =
      new CourseEnrollmentCountsRecordCodec();

  public CourseEnrollmentCountsRecord {
    modes = unmodifiableSortedMap(new TreeMap<>(modes));
  }

  public CourseKey key() {
    return course;
  }
}
