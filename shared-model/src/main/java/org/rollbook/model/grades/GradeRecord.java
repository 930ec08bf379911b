package org.rollbook.model.grades;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.rollbook.model.CourseKey;
import org.rollbook.model.LearnerCourse;
import org.rollbook.model.LearnerId;
import org.rollbook.model.avro.AvroCodec;
import org.rollbook.model.event.IsoTime;
import org.rollbook.model.published.TracedStamp;

/// A learner's grade in a course, as subscribers get it.
///
/// @param calculation empty while only the passing status is known
/// @param passing whether the learner passes now
/// @param passedAt when the learner first passed, to the microsecond, in years 1 to 9999; empty if
///   unknown
/// @param stamps the events that these values come from
public record GradeRecord(
    LearnerId learner,
    CourseKey course,
    Optional<Calculation> calculation,
    boolean passing,
    Optional<Instant> passedAt,
    Stamps stamps) {

  public static final AvroCodec<GradeRecord> CODEC = new GradeRecordCodec();

  /// The calculated grade.
  ///
  /// @param percent from 0 to 1
  /// @param letter empty for a learner who does not pass
  /// @param courseVersion empty if unknown
  public record Calculation(
      double percent,
      Optional<String> letter,
      Optional<String> gradingPolicyHash,
      Optional<String> courseVersion) {}

  /// The events that a grade comes from.
  ///
  /// @param row the latest of them
  public record Stamps(
      TracedStamp row,
      Optional<TracedStamp> grade,
      TracedStamp passing,
      Optional<TracedStamp> passedAt) {}

  public GradeRecord {
    passedAt = passedAt.map(time -> IsoTime.inRange(time).truncatedTo(ChronoUnit.MICROS));
  }

  public LearnerCourse key() {
    return new LearnerCourse(learner, course);
  }
}
