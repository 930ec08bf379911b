package org.rollbook.model.enrollments;

import static java.util.Collections.unmodifiableSortedMap;
import static org.rollbook.model.avro.RecordCodec.field;

import java.util.SortedMap;
import java.util.TreeMap;
import org.rollbook.model.CourseKey;
import org.rollbook.model.avro.AvroCodec;
import org.rollbook.model.avro.AvroTypes;
import org.rollbook.model.avro.RecordCodec;
import org.rollbook.model.avro.SchemaResource;
import org.rollbook.model.topic.KeyCodecs;

/// How many learners a course has, as subscribers get it.
///
/// @param active learners who are enrolled now
/// @param total those, and the ones who unenrolled
/// @param modes the same by enrollment mode
public record CourseEnrollmentCountsRecord(
    CourseKey course, long active, long total, SortedMap<String, ModeCount> modes) {

  public static final AvroCodec<CourseEnrollmentCountsRecord> CODEC =
      RecordCodec.of(
              "org.rollbook.v1.CourseEnrollmentCounts",
              field("course_key", KeyCodecs.COURSE, CourseEnrollmentCountsRecord::course),
              field("active", AvroTypes.LONG, CourseEnrollmentCountsRecord::active),
              field("total", AvroTypes.LONG, CourseEnrollmentCountsRecord::total),
              field("modes", AvroTypes.map(ModeCount.CODEC), CourseEnrollmentCountsRecord::modes),
              CourseEnrollmentCountsRecord::new)
          .describedBy(
              SchemaResource.of(
                  CourseEnrollmentCountsRecord.class,
                  "/avro/rollbook.course-enrollment-counts.v1-value.avsc"));

  public CourseEnrollmentCountsRecord {
    modes = unmodifiableSortedMap(new TreeMap<>(modes));
  }

  public CourseKey key() {
    return course;
  }
}
