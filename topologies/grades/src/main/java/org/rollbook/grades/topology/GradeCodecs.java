package org.rollbook.grades.topology;

import static org.rollbook.model.avro.RecordCodec.field;

import java.math.BigDecimal;
import org.rollbook.grades.domain.Calculation;
import org.rollbook.grades.domain.Grade;
import org.rollbook.grades.domain.GradeClaim;
import org.rollbook.grades.domain.GradeDistribution;
import org.rollbook.model.avro.AvroCodec;
import org.rollbook.model.avro.AvroTypes;
import org.rollbook.model.avro.RecordCodec;
import org.rollbook.model.topic.KeyCodecs;
import org.rollbook.runtime.journal.StampedCodecs;

/// What journals and stores hold, in format 1.
final class GradeCodecs {

  private static final AvroCodec<Calculation> CALCULATION =
      RecordCodec.of(
          "org.rollbook.store.Calculation",
          field("percent", AvroTypes.DOUBLE, Calculation::percent),
          field("letter", AvroTypes.STRING, Calculation::letter),
          field("grading_policy_hash", AvroTypes.STRING, Calculation::gradingPolicyHash),
          field("course_version", AvroTypes.STRING, Calculation::courseVersion),
          Calculation::new);

  static final AvroCodec<GradeClaim> EVENT =
      RecordCodec.of(
          "org.rollbook.store.GradeClaim",
          field("learner_id", KeyCodecs.LEARNER, GradeClaim::learner),
          field("course_key", KeyCodecs.COURSE, GradeClaim::course),
          field("calculation", AvroTypes.optional(CALCULATION), GradeClaim::calculation),
          field("passed_at", AvroTypes.OPTIONAL_TIME, GradeClaim::passedAt),
          field("is_passing", AvroTypes.BOOLEAN, GradeClaim::passing),
          GradeClaim::new);

  /// Each facet has its stamp, and where it was read.
  static final AvroCodec<Grade> ROW =
      RecordCodec.of(
          "org.rollbook.store.Grade",
          field("learner_id", KeyCodecs.LEARNER, Grade::learner),
          field("course_key", KeyCodecs.COURSE, Grade::course),
          field(
              "calculation",
              AvroTypes.optional(StampedCodecs.of("HeardCalculation", CALCULATION)),
              Grade::calculation),
          field(
              "passed_at",
              AvroTypes.optional(StampedCodecs.of("HeardPassedAt", AvroTypes.TIME)),
              Grade::passedAt),
          field("is_passing", StampedCodecs.of("HeardPassing", AvroTypes.BOOLEAN), Grade::passing),
          Grade::new);

  /// The sum is text, since all values of an Avro decimal have one scale.
  static final AvroCodec<GradeDistribution> DISTRIBUTION =
      RecordCodec.of(
          "org.rollbook.store.GradeDistribution",
          field("passing", AvroTypes.LONG, GradeDistribution::passing),
          field(
              "sum",
              AvroTypes.STRING.mapped(BigDecimal::new, BigDecimal::toString),
              GradeDistribution::sum),
          field("letters", AvroTypes.map(AvroTypes.LONG), GradeDistribution::letters),
          field("histogram", AvroTypes.array(AvroTypes.LONG), GradeDistribution::histogram),
          field("latest", AvroTypes.optional(StampedCodecs.STAMP), GradeDistribution::latest),
          GradeDistribution::new);

  private GradeCodecs() {}
}
