package org.rollbook.testkit.campus;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.rollbook.model.CourseKey;
import org.rollbook.model.EventStamp;
import org.rollbook.model.LearnerId;

class TrueGradeDistributionTest {

  private static final CourseKey COURSE = new CourseKey("course-v1:edX+DemoX+Demo_Course");

  @Test
  void shouldCountGradedAndPassingRows() {
    var gradebook = List.of(row(1, 0.31, ""), row(2, 0.5, ""), row(3, 0.9, "Pass"), onlyPassing(4));
    assertThat(TrueGradeDistribution.ofAny(COURSE, gradebook))
        .contains(
            new TrueGradeDistribution(
                COURSE,
                3,
                2,
                Optional.of(0.57),
                Map.of("", 2L, "Pass", 1L),
                List.of(0L, 0L, 0L, 1L, 0L, 1L, 0L, 0L, 0L, 1L)));
  }

  @Test
  void shouldPutEachHundredthIntoItsTenth() {
    var gradebook = IntStream.rangeClosed(0, 100).mapToObj(n -> row(n + 1, n / 100.0, "")).toList();
    assertThat(TrueGradeDistribution.ofAny(COURSE, gradebook).orElseThrow().histogram())
        .containsExactly(10L, 10L, 10L, 10L, 10L, 10L, 10L, 10L, 10L, 11L);
  }

  @Test
  void shouldHaveNoMeanWithoutGrades() {
    assertThat(TrueGradeDistribution.ofAny(COURSE, List.of())).isEmpty();
    assertThat(TrueGradeDistribution.ofAny(COURSE, List.of(onlyPassing(1))))
        .hasValueSatisfying(
            distribution -> {
              assertThat(distribution.graded()).isZero();
              assertThat(distribution.passing()).isOne();
              assertThat(distribution.meanPercent()).isEmpty();
              assertThat(distribution.letters()).isEmpty();
            });
  }

  private static TrueGrade row(long learner, double percent, String letter) {
    return row(learner, Optional.of(new Score(percent, letter, "hash", "version")), letter);
  }

  private static TrueGrade onlyPassing(long learner) {
    return row(learner, Optional.empty(), "Pass");
  }

  private static TrueGrade row(long learner, Optional<Score> score, String letter) {
    var type = LmsEventType.TRACKING_EVENT_EMITTED;
    var stamp = new EventStamp(Instant.EPOCH, type.type(), "id", "openedx/lms/web");
    return new TrueGrade(
        new CampusEnrollmentKey(new LearnerId(learner), COURSE),
        score,
        Optional.empty(),
        !letter.isEmpty(),
        stamp,
        new TrueGrade.Stamps(score.map(it -> stamp), Optional.empty(), stamp));
  }
}
