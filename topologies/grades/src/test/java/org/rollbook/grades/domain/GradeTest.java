package org.rollbook.grades.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.rollbook.model.CourseKey;
import org.rollbook.model.EventStamp;
import org.rollbook.model.EventType;
import org.rollbook.model.Heard;
import org.rollbook.model.LearnerId;
import org.rollbook.model.SourcePosition;

final class GradeTest {

  private static final LearnerId LEARNER = new LearnerId(4242);
  private static final CourseKey COURSE = new CourseKey("course-v1:edX+DemoX+Demo_Course");
  private static final Instant NOON = Instant.parse("2026-08-20T12:00:00Z");
  private static final Calculation FAILING = new Calculation(0.31, "", "hash", "65f1c0");
  private static final Calculation GOOD = new Calculation(0.83, "Pass", "hash", "65f1c0");

  @Test
  void shouldKnowAFailingGradeThatOnlyTheTrackingEventToldOf() {
    Grade grade = after(calculated(1, FAILING));

    assertThat(grade.calculation().map(Heard::said)).contains(FAILING);
    assertThat(grade.passing().said()).isFalse();
    assertThat(grade.passedAt()).isEmpty();
  }

  @Test
  void shouldKnowNoPercentageFromAPassingStatus() {
    Grade grade = after(status(1, true));

    assertThat(grade.calculation()).isEmpty();
    assertThat(grade.passing().said()).isTrue();
  }

  @Test
  void shouldNotTakeThePercentageForNewerThanItIs() {
    Grade grade = after(calculated(1, GOOD), status(2, false));

    assertThat(grade.calculation().orElseThrow().stamp().eventTime())
        .isEqualTo(NOON.plusSeconds(1));
    assertThat(grade.passing().said()).isFalse();
    assertThat(grade.latest().stamp().eventTime()).isEqualTo(NOON.plusSeconds(2));
  }

  @Test
  void shouldTakeEachFacetFromItsLatestClaimant() {
    Grade grade =
        after(summary(2, GOOD, NOON), calculated(3, FAILING), status(1, true), status(4, true));

    assertThat(grade.calculation().map(Heard::said)).contains(FAILING);
    assertThat(grade.passedAt().map(Heard::said)).contains(NOON);
    assertThat(grade.passedAt().orElseThrow().stamp().eventTime()).isEqualTo(NOON.plusSeconds(2));
    assertThat(grade.passing().said()).isTrue();
  }

  @Test
  void shouldBeUnchangedByAnEventThatIsLateForEveryFacet() {
    Grade grade = after(summary(5, GOOD, NOON));

    assertThat(Grade.after(Optional.of(grade), summary(4, FAILING, NOON))).isEqualTo(grade);
    assertThat(Grade.after(Optional.of(grade), status(4, false))).isEqualTo(grade);
  }

  /// The summary came later, but told when the learner passed: nothing else ever does.
  @Test
  void shouldTakeOneFacetFromAnEventThatIsLateForTheOthers() {
    Grade grade = after(calculated(5, FAILING));
    Grade after = Grade.after(Optional.of(grade), summary(4, GOOD, NOON));

    assertThat(after.calculation()).isEqualTo(grade.calculation());
    assertThat(after.passing()).isEqualTo(grade.passing());
    assertThat(after.passedAt().map(Heard::said)).contains(NOON);
  }

  @Test
  void shouldNameTheSummaryWhereAllThreeBearOneTime() {
    Grade grade = after(summary(1, GOOD, NOON), status(1, true), calculated(1, GOOD));

    assertThat(grade.calculation().orElseThrow().stamp().eventType())
        .isEqualTo(EventType.PERSISTENT_GRADE_SUMMARY_CHANGED);
    assertThat(grade.latest().stamp().eventType())
        .isEqualTo(EventType.PERSISTENT_GRADE_SUMMARY_CHANGED);
  }

  @SafeVarargs
  private static Grade after(Heard<GradeClaim>... events) {
    Optional<Grade> row = Optional.empty();
    for (Heard<GradeClaim> event : events) {
      row = Optional.of(Grade.after(row, event));
    }
    return row.orElseThrow();
  }

  private static Heard<GradeClaim> summary(int second, Calculation said, Instant passedAt) {
    return heard(
        second,
        EventType.PERSISTENT_GRADE_SUMMARY_CHANGED,
        GradeClaim.summary(LEARNER, COURSE, said, passedAt));
  }

  private static Heard<GradeClaim> calculated(int second, Calculation said) {
    return heard(
        second, EventType.TRACKING_EVENT_EMITTED, GradeClaim.calculated(LEARNER, COURSE, said));
  }

  private static Heard<GradeClaim> status(int second, boolean passing) {
    return heard(
        second,
        EventType.COURSE_PASSING_STATUS_UPDATED,
        GradeClaim.status(LEARNER, COURSE, passing));
  }

  private static Heard<GradeClaim> heard(int second, EventType type, GradeClaim claim) {
    var stamp =
        new EventStamp(NOON.plusSeconds(second), type, type + " " + second, "openedx/lms/web");
    return new Heard<>(stamp, new SourcePosition("source", 0, second), claim);
  }
}
