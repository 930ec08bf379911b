package org.rollbook.testkit.campus;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.rollbook.testkit.campus.LmsEventType.CCX_PASSING_STATUS_UPDATED;
import static org.rollbook.testkit.campus.LmsEventType.COURSE_PASSING_STATUS_UPDATED;
import static org.rollbook.testkit.campus.LmsEventType.PERSISTENT_GRADE_SUMMARY_CHANGED;
import static org.rollbook.testkit.campus.LmsEventType.TRACKING_EVENT_EMITTED;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.rollbook.testkit.campus.CampusEvent.TrackingEvent;

class GradingTest {

  private static final Instant START = Instant.parse("2026-09-01T08:00:00Z");
  private static final CampusSettings GRADES =
      CampusSettings.of(42, 300, 6).emitting(RowKind.GRADES);
  private static final CampusSettings ORDERLY = GRADES.withDisorder(Disorder.NONE);

  @Test
  void shouldEmitTheSequencesOfTheLms() {
    var sequences =
        Stream.generate(Campus.finite(ORDERLY, START, 0).lms()::visit)
            .limit(5_000)
            .map(events -> events.stream().filter(it -> it.payload() instanceof GradeUpdate))
            .map(events -> events.map(GradingTest::type).toList())
            .collect(toSet());
    assertThat(sequences)
        .containsExactlyInAnyOrder(
            List.of(),
            List.of(COURSE_PASSING_STATUS_UPDATED),
            List.of(CCX_PASSING_STATUS_UPDATED),
            List.of(TRACKING_EVENT_EMITTED, COURSE_PASSING_STATUS_UPDATED),
            List.of(TRACKING_EVENT_EMITTED, CCX_PASSING_STATUS_UPDATED),
            List.of(
                TRACKING_EVENT_EMITTED,
                PERSISTENT_GRADE_SUMMARY_CHANGED,
                COURSE_PASSING_STATUS_UPDATED),
            List.of(
                TRACKING_EVENT_EMITTED,
                PERSISTENT_GRADE_SUMMARY_CHANGED,
                CCX_PASSING_STATUS_UPDATED));
  }

  @Test
  void shouldSummarizeOnlyLearnersWhoHavePassedAndKeepTheFirstTime() {
    var summaries = update(ORDERLY).stream().filter(it -> it.passedAt().isPresent()).toList();
    assertThat(summaries)
        .anyMatch(summary -> !summary.passing())
        .allMatch(summary -> LmsEventType.of(summary.stamp()) == PERSISTENT_GRADE_SUMMARY_CHANGED);
    assertThat(summaries.stream().collect(groupingBy(GradeUpdate::key)).values())
        .allMatch(each -> each.stream().map(GradeUpdate::passedAt).distinct().count() == 1)
        .allMatch(each -> each.getFirst().passing());
  }

  @Test
  void shouldGradeMostlyUpwardInHundredthsAndByLetters() {
    var scores = update(ORDERLY).stream().flatMap(it -> it.score().stream()).toList();
    assertThat(scores)
        .allMatch(score -> Math.round(score.percent() * 100) / 100.0 == score.percent())
        .extracting(Score::letter)
        .contains("", "Pass", "A", "B", "C", "D")
        .allMatch(letter -> Set.of("", "Pass", "A", "B", "C", "D").contains(letter));
    assertThat(steps(true)).isGreaterThan(4 * steps(false));
    assertThat(steps(false)).isPositive();
  }

  @Test
  void shouldEmitTrackingEventsThatIngestMustSkip() {
    var names =
        events(ORDERLY).stream()
            .filter(event -> event.payload() instanceof NoChange)
            .map(event -> ((TrackingEvent) event).name());
    assertThat(names.collect(toSet()))
        .containsExactlyInAnyOrder(
            "edx.course.enrollment.activated",
            "edx.grades.subsection.grade_calculated",
            "problem_check");
  }

  @Test
  void shouldLeaveTheTruthOfTheLmsOnTheBus() {
    var campus = Campus.finite(GRADES, START, 20_000);
    var truth = Truth.of(campus.rest()).grades();
    var table = campus.grading().orElseThrow().table();
    assertThat(table).hasSizeGreaterThan(300);
    assertThat(table)
        .allSatisfy(
            (key, row) -> {
              var grade = truth.row(key).orElseThrow();
              assertThat(grade.score()).contains(row.score());
              assertThat(grade.passedAt()).isEqualTo(row.passedAt());
              assertThat(grade.passing()).isEqualTo(row.score().isPassing());
            });
    assertThat(truth.courses().stream().flatMap(course -> truth.rowsOf(course).stream()))
        .hasSizeGreaterThan(table.size())
        .filteredOn(grade -> grade.score().isPresent())
        .hasSameSizeAs(table.keySet());
  }

  @Test
  void shouldPublishTheSameForTheSameSeed() {
    var both = GRADES.emitting(RowKind.ENROLLMENTS, RowKind.GRADES);
    assertThat(Campus.generate(both, START, 2_000))
        .isEqualTo(Campus.generate(both, START, 2_000))
        .isNotEqualTo(Campus.generate(CampusSettings.of(43, 300, 6), START, 2_000));
  }

  @Test
  void shouldEmitTheSameEnrollmentsWithAndWithoutGrades() {
    var both = Campus.generate(ORDERLY.emitting(RowKind.ENROLLMENTS, RowKind.GRADES), START, 3_000);
    var enrollments =
        both.stream().filter(it -> RowKind.of(it.event()) == RowKind.ENROLLMENTS).toList();
    var alone = Campus.generate(ORDERLY.emitting(RowKind.ENROLLMENTS), START, 3_000);
    assertThat(enrollments.stream().map(GradingTest::state).toList())
        .hasSizeGreaterThan(500)
        .isEqualTo(alone.stream().limit(enrollments.size()).map(GradingTest::state).toList());
    assertThat(alone).allMatch(it -> RowKind.of(it.event()) == RowKind.ENROLLMENTS);
  }

  @Test
  void shouldStayWithinTheLongestSpanWithoutEnrollmentEvents() {
    for (int events : new int[] {1, 10, 100, 1_000}) {
      var end = START.plus(ORDERLY.longestSpan(events));
      assertThat(Campus.generate(ORDERLY, START, events))
          .hasSizeBetween(events, events + GradeEmission.MOST_EVENTS)
          .allMatch(it -> RowKind.of(it.event()) == RowKind.GRADES)
          .allMatch(it -> it.event().payload().stamp().eventTime().isBefore(end));
    }
  }

  @Test
  void shouldRegradeAWholeCourseByAnotherPolicy() {
    var campus = Campus.running(ORDERLY, () -> START);
    var course = campus.courses().getFirst();
    campus.gradeEverybody(course);
    var graded = Truth.of(asked(campus)).grades().rowsOf(course);
    campus.regrade(course);
    var regraded = Truth.of(asked(campus)).grades().rowsOf(course);

    assertThat(graded).hasSize(300);
    assertThat(regraded).extracting(TrueGrade::key).isEqualTo(keys(graded));
    assertThat(hashes(graded)).hasSize(1).doesNotContainAnyElementsOf(hashes(regraded));
    assertThat(regraded).extracting(TrueGrade::score).isNotEqualTo(scores(graded));
  }

  @Test
  void shouldContinueGradingFromTheTruth() {
    var both = ORDERLY.emitting(RowKind.ENROLLMENTS, RowKind.GRADES);
    var campus = Campus.finite(both, START, 10_000);
    var truth = Truth.of(campus.rest());
    var resumed = Campus.running(both, () -> START).resume(truth);
    assertThat(resumed.grading().orElseThrow().table())
        .isEqualTo(campus.grading().orElseThrow().table());
    assertThat(resumed.lms().table()).isEqualTo(campus.lms().table());
  }

  private static List<Delivery> asked(Campus campus) {
    var publications = new ArrayList<Delivery>();
    while (campus.isGrading()) {
      publications.add(campus.next());
    }
    return publications;
  }

  private static long steps(boolean up) {
    return update(ORDERLY).stream()
        .filter(it -> LmsEventType.of(it.stamp()) == TRACKING_EVENT_EMITTED)
        .collect(groupingBy(GradeUpdate::key))
        .values()
        .stream()
        .mapToLong(each -> steps(up, each))
        .sum();
  }

  private static long steps(boolean up, List<GradeUpdate> each) {
    long steps = 0;
    for (int next = 1; next < each.size(); next++) {
      double by = percent(each.get(next)) - percent(each.get(next - 1));
      steps += (up ? by > 0 : by < 0) ? 1 : 0;
    }
    return steps;
  }

  private static double percent(GradeUpdate update) {
    return update.score().orElseThrow().percent();
  }

  private static List<GradeUpdate> update(CampusSettings settings) {
    return events(settings).stream()
        .flatMap(
            event ->
                event.payload() instanceof GradeUpdate update ? Stream.of(update) : Stream.of())
        .toList();
  }

  private static List<CampusEvent> events(CampusSettings settings) {
    return Campus.generate(settings, START, 5_000).stream().map(Delivery::event).toList();
  }

  private static LmsEventType type(CampusEvent event) {
    return LmsEventType.of(event.payload().stamp());
  }

  private static List<Object> state(Delivery publication) {
    var payload = (TrueEnrollment) publication.event().payload();
    return List.of(payload.key(), payload.mode(), payload.active(), payload.stamp().eventType());
  }

  private static List<CampusEnrollmentKey> keys(List<TrueGrade> grades) {
    return grades.stream().map(TrueGrade::key).toList();
  }

  private static List<Optional<Score>> scores(List<TrueGrade> grades) {
    return grades.stream().map(TrueGrade::score).toList();
  }

  private static Set<String> hashes(List<TrueGrade> grades) {
    return grades.stream().map(it -> it.score().orElseThrow().policyHash()).collect(toSet());
  }
}
