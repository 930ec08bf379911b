package org.rollbook.grades.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.rollbook.model.CourseKey;
import org.rollbook.model.EventStamp;
import org.rollbook.model.EventType;
import org.rollbook.model.LearnerId;
import org.rollbook.model.SourcePosition;
import org.rollbook.model.Stamped;
import org.rollbook.model.grades.GradeEvents;

final class GradeTest {

  private static final LearnerId LEARNER = new LearnerId(4242);
  private static final CourseKey COURSE = new CourseKey("course-v1:edX+DemoX+Demo_Course");
  private static final Instant NOON = Instant.parse("2026-08-20T12:00:00Z");
  private static final Calculation FAILING = new Calculation(0.31, "", "hash", "65f1c0");
  private static final Calculation GOOD = new Calculation(0.83, "Pass", "hash", "65f1c0");

  @Test
  void shouldKnowAFailingGradeOfATrackingEvent() {
    Grade grade = after(calculated(1, FAILING));

    assertThat(grade.calculated()).contains(FAILING);
    assertThat(grade.passes()).isFalse();
    assertThat(grade.passedAt()).isEmpty();
  }

  @Test
  void shouldKnowNoPercentageFromAPassingStatus() {
    Grade grade = after(status(1, true));

    assertThat(grade.calculation()).isEmpty();
    assertThat(grade.passes()).isTrue();
  }

  @Test
  void shouldNotMakeThePercentageNewerThanItIs() {
    Grade grade = after(calculated(1, GOOD), status(2, false));

    assertThat(grade.calculation().orElseThrow().stamp().eventTime())
        .isEqualTo(NOON.plusSeconds(1));
    assertThat(grade.passes()).isFalse();
    assertThat(grade.latest().stamp().eventTime()).isEqualTo(NOON.plusSeconds(2));
  }

  @Test
  void shouldTakeEachFacetFromItsLatestEvent() {
    Grade grade =
        after(summary(2, GOOD, NOON), calculated(3, FAILING), status(1, true), status(4, true));

    assertThat(grade.calculated()).contains(FAILING);
    assertThat(grade.passed()).contains(NOON);
    assertThat(grade.passedAt().orElseThrow().stamp().eventTime()).isEqualTo(NOON.plusSeconds(2));
    assertThat(grade.passes()).isTrue();
  }

  @Test
  void shouldBeUnchangedByAnEventThatIsLateForEveryFacet() {
    Grade grade = after(summary(5, GOOD, NOON));

    assertThat(Grade.after(Optional.of(grade), summary(4, FAILING, NOON))).isEqualTo(grade);
    assertThat(Grade.after(Optional.of(grade), status(4, false))).isEqualTo(grade);
  }

  /// The summary is late, but only summaries carry when the learner first passed.
  @Test
  void shouldTakeOneFacetFromAnEventThatIsLateForTheOthers() {
    Grade grade = after(calculated(5, FAILING));
    Grade after = Grade.after(Optional.of(grade), summary(4, GOOD, NOON));

    assertThat(after.calculation()).isEqualTo(grade.calculation());
    assertThat(after.passing()).isEqualTo(grade.passing());
    assertThat(after.passed()).contains(NOON);
  }

  @Test
  void shouldNameTheSummaryIfAllThreeHaveOneTime() {
    Grade grade = after(summary(1, GOOD, NOON), status(1, true), calculated(1, GOOD));

    assertThat(grade.calculation().orElseThrow().stamp().eventType())
        .isEqualTo(GradeEvents.SUMMARY.type());
    assertThat(grade.latest().stamp().eventType()).isEqualTo(GradeEvents.SUMMARY.type());
  }

  @SafeVarargs
  private static Grade after(Stamped<GradeClaim>... events) {
    Optional<Grade> row = Optional.empty();
    for (Stamped<GradeClaim> event : events) {
      row = Optional.of(Grade.after(row, event));
    }
    return row.orElseThrow();
  }

  private static Stamped<GradeClaim> summary(int second, Calculation payload, Instant passedAt) {
    return event(
        second, GradeEvents.SUMMARY.type(), GradeClaim.summary(LEARNER, COURSE, payload, passedAt));
  }

  private static Stamped<GradeClaim> calculated(int second, Calculation payload) {
    return event(
        second, GradeEvents.TRACKING.type(), GradeClaim.calculated(LEARNER, COURSE, payload));
  }

  private static Stamped<GradeClaim> status(int second, boolean passing) {
    return event(
        second, GradeEvents.PASSING_STATUS.type(), GradeClaim.status(LEARNER, COURSE, passing));
  }

  private static Stamped<GradeClaim> event(int second, EventType type, GradeClaim claim) {
    var stamp =
        new EventStamp(NOON.plusSeconds(second), type, type + " " + second, "openedx/lms/web");
    return new Stamped<>(stamp, new SourcePosition("source", 0, second), claim);
  }
}
