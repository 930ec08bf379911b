package org.rollbook.testkit.campus;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.rollbook.model.EventType.CCX_PASSING_STATUS_UPDATED;
import static org.rollbook.model.EventType.COURSE_PASSING_STATUS_UPDATED;
import static org.rollbook.model.EventType.PERSISTENT_GRADE_SUMMARY_CHANGED;
import static org.rollbook.model.EventType.TRACKING_EVENT_EMITTED;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.rollbook.model.EventType;
import org.rollbook.testkit.campus.CampusEvent.TrackingEvent;

class GradingTest {

  private static final Instant START = Instant.parse("2026-09-01T08:00:00Z");
  private static final CampusSettings GRADES = CampusSettings.of(42, 300, 6).telling(Kind.GRADES);
  private static final CampusSettings ORDERLY = GRADES.withDisorder(Disorder.NONE);

  @Test
  void shouldEmitTheSequencesOfTheLms() {
    var sequences =
        Stream.generate(Campus.finite(ORDERLY, START, 0).lms()::visit)
            .limit(5_000)
            .map(events -> events.stream().filter(it -> it.said() instanceof GradeNews))
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
  void shouldSummarizeOnlyWhoHasPassedOnceAndKeepTheFirstTime() {
    var summaries = news(ORDERLY).stream().filter(it -> it.passedAt().isPresent()).toList();
    assertThat(summaries)
        .anyMatch(summary -> !summary.passing())
        .allMatch(summary -> summary.stamp().eventType() == PERSISTENT_GRADE_SUMMARY_CHANGED);
    assertThat(summaries.stream().collect(groupingBy(GradeNews::key)).values())
        .allMatch(each -> each.stream().map(GradeNews::passedAt).distinct().count() == 1)
        .allMatch(each -> each.getFirst().passing());
  }

  @Test
  void shouldGradeMostlyUpwardInHundredthsAndByLetters() {
    var scores = news(ORDERLY).stream().flatMap(it -> it.score().stream()).toList();
    assertThat(scores)
        .allMatch(score -> Math.round(score.percent() * 100) / 100.0 == score.percent())
        .extracting(Score::letter)
        .contains("", "Pass", "A", "B", "C", "D")
        .allMatch(letter -> Set.of("", "Pass", "A", "B", "C", "D").contains(letter));
    assertThat(steps(true)).isGreaterThan(4 * steps(false));
    assertThat(steps(false)).isPositive();
  }

  @Test
  void shouldLogWhatHasToBeSkipped() {
    var names =
        events(ORDERLY).stream()
            .filter(event -> event.said() instanceof NoNews)
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
  void shouldSayTheSameForTheSameSeed() {
    var both = GRADES.telling(Kind.ENROLLMENTS, Kind.GRADES);
    assertThat(Campus.generate(both, START, 2_000))
        .isEqualTo(Campus.generate(both, START, 2_000))
        .isNotEqualTo(Campus.generate(CampusSettings.of(43, 300, 6), START, 2_000));
  }

  @Test
  void shouldEnrollTheSameWithAndWithoutGrades() {
    var both = Campus.generate(ORDERLY.telling(Kind.ENROLLMENTS, Kind.GRADES), START, 3_000);
    var enrollments = both.stream().filter(it -> Kind.of(it.event()) == Kind.ENROLLMENTS).toList();
    var alone = Campus.generate(ORDERLY.telling(Kind.ENROLLMENTS), START, 3_000);
    assertThat(enrollments.stream().map(GradingTest::state).toList())
        .hasSizeGreaterThan(500)
        .isEqualTo(alone.stream().limit(enrollments.size()).map(GradingTest::state).toList());
    assertThat(alone).allMatch(it -> Kind.of(it.event()) == Kind.ENROLLMENTS);
  }

  @Test
  void shouldHappenWithinTheLongestSpanThoughEnrollmentsAreNotTold() {
    for (int events : new int[] {1, 10, 100, 1_000}) {
      var end = START.plus(ORDERLY.longestSpan(events));
      assertThat(Campus.generate(ORDERLY, START, events))
          .hasSizeBetween(events, events + GradeEmission.MOST_EVENTS)
          .allMatch(it -> Kind.of(it.event()) == Kind.GRADES)
          .allMatch(it -> it.event().said().stamp().eventTime().isBefore(end));
    }
  }

  @Test
  void shouldRegradeAllOfACourseByAnotherPolicy() {
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
  void shouldGoOnGradingFromWhatTheTruthKnows() {
    var both = ORDERLY.telling(Kind.ENROLLMENTS, Kind.GRADES);
    var campus = Campus.finite(both, START, 10_000);
    var truth = Truth.of(campus.rest());
    var resumed = Campus.running(both, () -> START).resume(truth);
    assertThat(resumed.grading().orElseThrow().table())
        .isEqualTo(campus.grading().orElseThrow().table());
    assertThat(resumed.lms().table()).isEqualTo(campus.lms().table());
  }

  private static List<Publication> asked(Campus campus) {
    var publications = new ArrayList<Publication>();
    while (campus.isGrading()) {
      publications.add(campus.next());
    }
    return publications;
  }

  private static long steps(boolean up) {
    return news(ORDERLY).stream()
        .filter(it -> it.stamp().eventType() == TRACKING_EVENT_EMITTED)
        .collect(groupingBy(GradeNews::key))
        .values()
        .stream()
        .mapToLong(each -> steps(up, each))
        .sum();
  }

  private static long steps(boolean up, List<GradeNews> each) {
    long steps = 0;
    for (int next = 1; next < each.size(); next++) {
      double by = percent(each.get(next)) - percent(each.get(next - 1));
      steps += (up ? by > 0 : by < 0) ? 1 : 0;
    }
    return steps;
  }

  private static double percent(GradeNews news) {
    return news.score().orElseThrow().percent();
  }

  private static List<GradeNews> news(CampusSettings settings) {
    return events(settings).stream()
        .flatMap(event -> event.said() instanceof GradeNews news ? Stream.of(news) : Stream.of())
        .toList();
  }

  private static List<CampusEvent> events(CampusSettings settings) {
    return Campus.generate(settings, START, 5_000).stream().map(Publication::event).toList();
  }

  private static EventType type(CampusEvent event) {
    return event.said().stamp().knownType();
  }

  private static List<Object> state(Publication publication) {
    var said = (TrueEnrollment) publication.event().said();
    return List.of(said.key(), said.mode(), said.active(), said.stamp().eventType());
  }

  private static List<EnrollmentKey> keys(List<TrueGrade> grades) {
    return grades.stream().map(TrueGrade::key).toList();
  }

  private static List<Optional<Score>> scores(List<TrueGrade> grades) {
    return grades.stream().map(TrueGrade::score).toList();
  }

  private static Set<String> hashes(List<TrueGrade> grades) {
    return grades.stream().map(it -> it.score().orElseThrow().policyHash()).collect(toSet());
  }
}
