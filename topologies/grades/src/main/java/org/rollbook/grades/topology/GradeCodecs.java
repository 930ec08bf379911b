package org.rollbook.grades.topology;

import static org.rollbook.model.avro.RecordCodec.field;
import static org.rollbook.model.avro.RecordCodec.fieldsOf;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.rollbook.grades.domain.Calculation;
import org.rollbook.grades.domain.Facet;
import org.rollbook.grades.domain.Grade;
import org.rollbook.grades.domain.GradeClaim;
import org.rollbook.grades.domain.GradeDistribution;
import org.rollbook.model.avro.AvroCodec;
import org.rollbook.model.avro.AvroTypes;
import org.rollbook.model.avro.RecordCodec;
import org.rollbook.model.topic.KeyCodecs;
import org.rollbook.runtime.journal.JournalFormats;
import org.rollbook.runtime.journal.StampedCodecs;

/// What journals and stores hold.
final class GradeCodecs {

  private static final AvroCodec<Calculation> CALCULATION =
      RecordCodec.of(
          "org.rollbook.store.Calculation",
          field("percent", AvroTypes.DOUBLE, Calculation::percent),
          field("letter", AvroTypes.STRING, Calculation::letter),
          field("grading_policy_hash", AvroTypes.STRING, Calculation::gradingPolicyHash),
          field("course_version", AvroTypes.STRING, Calculation::courseVersion),
          Calculation::new);

  private static final AvroCodec<Facet<Calculation>> CALCULATED = facet(CALCULATION);
  private static final AvroCodec<Facet<Instant>> PASSED_AT = facet(AvroTypes.TIME);
  private static final AvroCodec<Facet<Boolean>> PASSING = facet(AvroTypes.BOOLEAN);

  private static final String CLAIM = "org.rollbook.store.GradeClaim";

  /// Holds claims that state no facet to be none.
  private static final AvroCodec<GradeClaim> FIRST =
      RecordCodec.of(
          CLAIM,
          fieldsOf(KeyCodecs.LEARNER_COURSE, GradeClaim::key),
          field(
              "calculation",
              AvroTypes.optional(CALCULATION),
              claim -> claim.calculation().flatMap(Facet::value)),
          field(
              "passed_at",
              AvroTypes.OPTIONAL_TIME,
              claim -> claim.passedAt().flatMap(Facet::value)),
          field("is_passing", AvroTypes.BOOLEAN, claim -> claim.passing().value().orElseThrow()),
          (key, calculation, passedAt, passing) ->
              new GradeClaim(
                  key.learner(),
                  key.course(),
                  calculation.map(Facet::of),
                  passedAt.map(Facet::of),
                  Facet.of(passing)));

  private static final AvroCodec<GradeClaim> SECOND =
      RecordCodec.of(
          CLAIM,
          field("learner_id", KeyCodecs.LEARNER, GradeClaim::learner),
          field("course_key", KeyCodecs.COURSE, GradeClaim::course),
          field("calculation", stated("StatedCalculation", CALCULATED), GradeClaim::calculation),
          field("passed_at", stated("StatedPassedAt", PASSED_AT), GradeClaim::passedAt),
          field("is_passing", PASSING, GradeClaim::passing),
          GradeClaim::new);

  static final JournalFormats<GradeClaim> EVENTS =
      JournalFormats.first(FIRST, GradeCodecs::statesNoNone).then(SECOND);

  /// Each facet has its stamp, and where it was read.
  static final AvroCodec<Grade> ROW =
      RecordCodec.of(
          "org.rollbook.store.Grade",
          field("learner_id", KeyCodecs.LEARNER, Grade::learner),
          field("course_key", KeyCodecs.COURSE, Grade::course),
          field(
              "calculation",
              AvroTypes.optional(StampedCodecs.of("HeardCalculation", CALCULATED)),
              Grade::calculation),
          field(
              "passed_at",
              AvroTypes.optional(StampedCodecs.of("HeardPassedAt", PASSED_AT)),
              Grade::passedAt),
          field("is_passing", StampedCodecs.of("HeardPassing", PASSING), Grade::passing),
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

  private static boolean statesNoNone(GradeClaim claim) {
    return Stream.of(claim.calculation(), claim.passedAt(), Optional.of(claim.passing()))
        .flatMap(Optional::stream)
        .allMatch(facet -> facet.value().isPresent());
  }

  private static <T> AvroCodec<Facet<T>> facet(AvroCodec<T> value) {
    return AvroTypes.optional(value).mapped(Facet::new, Facet::value);
  }

  /// A union cannot be in a union, but a record can.
  private static <T> AvroCodec<Optional<Facet<T>>> stated(String name, AvroCodec<Facet<T>> facet) {
    return AvroTypes.optional(
        RecordCodec.of(
            "org.rollbook.store." + name,
            field("value", facet, Function.identity()),
            Function.identity()));
  }
}
