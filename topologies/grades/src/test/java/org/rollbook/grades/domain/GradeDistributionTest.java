package org.rollbook.grades.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.rollbook.model.CourseKey;
import org.rollbook.model.EventStamp;
import org.rollbook.model.LearnerId;
import org.rollbook.model.SourcePosition;
import org.rollbook.model.Stamped;
import org.rollbook.model.grades.GradeEvents;

class GradeDistributionTest {

  private static final Instant NOON = Instant.parse("2026-08-20T12:00:00Z");

  @Test
  void shouldCountPassingMeanLettersAndHistogram() {
    GradeDistribution course = of(graded(0.31, ""), graded(0.57, ""), graded(0.83, "Pass"));

    assertThat(course.graded()).isEqualTo(3);
    assertThat(course.passing()).isEqualTo(1);
    assertThat(course.meanPercent()).hasValue(0.57);
    assertThat(course.letters()).isEqualTo(Map.of("Pass", 1L, "", 2L));
    assertThat(course.histogram()).containsExactly(0L, 0L, 0L, 1L, 0L, 1L, 0L, 0L, 1L, 0L);
  }

  /// Uses the bounds as they are written, not ten times the percentage in binary.
  @Test
  void shouldPutEachBoundIntoTheUpperBucket() {
    for (int tenth = 0; tenth < 10; tenth++) {
      assertThat(of(graded(tenth / 10.0, "")).histogram().get(tenth)).isEqualTo(1);
      assertThat(of(graded(Math.nextDown((tenth + 1) / 10.0), "")).histogram().get(tenth))
          .isEqualTo(1);
    }
    assertThat(of(graded(1.0, "A"), graded(1.2, "A")).histogram().getLast()).isEqualTo(2);
  }

  @Test
  void shouldCountALearnerWithAnUnknownGradeOnlyAsPassing() {
    GradeDistribution course = of(grade(Optional.empty(), true), graded(0.5, ""));

    assertThat(course.passing()).isEqualTo(1);
    assertThat(course.graded()).isEqualTo(1);
    assertThat(course.meanPercent()).hasValue(0.5);
    assertThat(of(grade(Optional.empty(), false)).meanPercent()).isEmpty();
  }

  /// After any additions and removals in any order, the distribution is that of the remaining rows.
  @Property(tries = 200)
  void shouldNeverDrift(
      @ForAll("grades") List<Grade> stay, @ForAll("grades") List<Grade> go, @ForAll Random chance) {
    List<Grade> all = new ArrayList<>(stay);
    all.addAll(go);
    Collections.shuffle(all, chance);
    Collections.shuffle(go, chance);

    GradeDistribution course = of(all.toArray(Grade[]::new));
    for (Grade each : go) {
      course = course.without(each);
    }

    GradeDistribution plain = of(stay.toArray(Grade[]::new));
    assertThat(course.sum()).isEqualTo(plain.sum());
    assertThat(course.letters()).isEqualTo(plain.letters());
    assertThat(course.histogram()).isEqualTo(plain.histogram());
    assertThat(course.passing()).isEqualTo(plain.passing());
    assertThat(course.meanPercent()).isEqualTo(plain.meanPercent());
  }

  @Test
  void shouldStayExactBetweenTheLargestAndTheSmallest() {
    GradeDistribution course =
        of(graded(1e300, "A"), graded(0.1, ""), graded(Double.MIN_VALUE, ""))
            .without(graded(1e300, "A"))
            .without(graded(Double.MIN_VALUE, ""));

    assertThat(course.sum()).isEqualTo(new BigDecimal("0.1"));
  }

  @Provide
  Arbitrary<List<Grade>> grades() {
    return Combinators.combine(
            Arbitraries.oneOf(
                Arbitraries.integers().between(0, 100).map(hundredths -> hundredths / 100.0),
                Arbitraries.doubles().between(0, 1)),
            Arbitraries.of("", "Pass", "A"))
        .as(GradeDistributionTest::graded)
        .list()
        .ofMaxSize(60);
  }

  private static GradeDistribution of(Grade... rows) {
    GradeDistribution course = GradeDistribution.NONE;
    for (Grade row : rows) {
      course = course.with(row);
    }
    return course;
  }

  private static Grade graded(double percent, String letter) {
    return grade(
        Optional.of(new Calculation(percent, letter, "hash", "65f1c0")), !letter.isEmpty());
  }

  private static Grade grade(Optional<Calculation> calculation, boolean passing) {
    return new Grade(
        new LearnerId(1),
        new CourseKey("edX/DemoX/2012_Fall"),
        calculation.map(GradeDistributionTest::event),
        Optional.empty(),
        event(passing));
  }

  private static <T> Stamped<Facet<T>> event(T payload) {
    var stamp = new EventStamp(NOON, GradeEvents.TRACKING.type(), "id", "openedx/lms/web");
    return new Stamped<>(stamp, new SourcePosition("analytics", 0, 1), Facet.of(payload));
  }
}
