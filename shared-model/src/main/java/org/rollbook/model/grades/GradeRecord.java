package org.rollbook.model.grades;

import static org.rollbook.model.avro.RecordCodec.field;
import static org.rollbook.model.avro.RecordCodec.fieldsOf;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Function;
import org.rollbook.model.CourseKey;
import org.rollbook.model.LearnerCourse;
import org.rollbook.model.LearnerId;
import org.rollbook.model.avro.AvroCodec;
import org.rollbook.model.avro.AvroTypes;
import org.rollbook.model.avro.RecordCodec;
import org.rollbook.model.avro.SchemaResource;
import org.rollbook.model.event.IsoTime;
import org.rollbook.model.published.TracedStamp;
import org.rollbook.model.topic.KeyCodecs;

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

  private static final AvroCodec<Optional<String>> TEXT = AvroTypes.optional(AvroTypes.STRING);

  public static final AvroCodec<GradeRecord> CODEC =
      RecordCodec.of(
              "org.rollbook.v1.Grade",
              fieldsOf(KeyCodecs.LEARNER_COURSE, GradeRecord::key),
              field("percent_grade", AvroTypes.optional(AvroTypes.DOUBLE), GradeRecord::percent),
              field("letter_grade", TEXT, grade -> grade.text(Calculation::letter)),
              field("is_passing", AvroTypes.BOOLEAN, GradeRecord::passing),
              field("passed_at", AvroTypes.OPTIONAL_TIME, GradeRecord::passedAt),
              field(
                  "grading_policy_hash", TEXT, grade -> grade.text(Calculation::gradingPolicyHash)),
              field("course_version", TEXT, grade -> grade.text(Calculation::courseVersion)),
              fieldsOf(Stamps.CODEC, GradeRecord::stamps),
              (key, percent, letter, passing, passedAt, policy, version, stamps) ->
                  new GradeRecord(
                      key.learner(),
                      key.course(),
                      percent.map(known -> new Calculation(known, letter, policy, version)),
                      passing,
                      passedAt,
                      stamps))
          .describedBy(SchemaResource.of(GradeRecord.class, "/avro/rollbook.grades.v1-value.avsc"));

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
      Optional<TracedStamp> passedAt) {

    private static final AvroCodec<Optional<TracedStamp>> OPTIONAL =
        AvroTypes.optional(TracedStamp.CODEC);

    /// The fields of a grade that it is.
    private static final RecordCodec<Stamps> CODEC =
        RecordCodec.of(
            "org.rollbook.v1.GradeStamps",
            field("stamp", TracedStamp.CODEC, Stamps::row),
            field("grade_stamp", OPTIONAL, Stamps::grade),
            field("passing_stamp", TracedStamp.CODEC, Stamps::passing),
            field("passed_at_stamp", OPTIONAL, Stamps::passedAt),
            Stamps::new);
  }

  public GradeRecord {
    passedAt = passedAt.map(time -> IsoTime.inRange(time).truncatedTo(ChronoUnit.MICROS));
  }

  public LearnerCourse key() {
    return new LearnerCourse(learner, course);
  }

  private Optional<Double> percent() {
    return calculation.map(Calculation::percent);
  }

  private Optional<String> text(Function<Calculation, Optional<String>> part) {
    return calculation.flatMap(part);
  }
}
