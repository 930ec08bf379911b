package org.rollbook.testkit.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rollbook.model.CourseKey;
import org.rollbook.model.EventStamp;
import org.rollbook.model.LearnerId;
import org.rollbook.testkit.campus.CampusEnrollmentKey;
import org.rollbook.testkit.campus.LmsEventType;
import org.rollbook.testkit.campus.TrueCourseCounts;
import org.rollbook.testkit.campus.TrueEnrollment;
import org.rollbook.testkit.campus.Truth;
import org.rollbook.testkit.campus.TruthJudgement.Fault;

final class SamplerTest {

  private static final Instant ACKNOWLEDGED = Instant.parse("2026-08-20T12:40:01Z");
  private static final Instant AS_OF = Instant.parse("2026-08-20T12:40:02Z");
  private static final Instant EARLIER = Instant.parse("2026-08-20T12:40:00Z");

  private static final CourseKey COURSE = new CourseKey("course-v1:edX+DemoX+Demo_Course");
  private static final LearnerId LEARNER = new LearnerId(4242);
  private static final CampusEnrollmentKey KEY = new CampusEnrollmentKey(LEARNER, COURSE);

  private static final CampusEnrollmentKey STRANGERS =
      new CampusEnrollmentKey(new LearnerId(7), COURSE);
  private static final CampusEnrollmentKey OTHERS =
      new CampusEnrollmentKey(new LearnerId(8), COURSE);
  private static final EventStamp STAMP =
      new EventStamp(EARLIER, LmsEventType.ENROLLMENT_CHANGED.type(), "e1", "openedx/lms/web");

  private static final String ROW =
      """
      {"learner_id": 4242, "course_key": "course-v1:edX+DemoX+Demo_Course", "mode": "verified",
       "is_active": true, "enrolled_at": "2026-08-20T12:34:56.789012Z",
       "stamp": {"event_id": "e1", "event_type": "org.openedx.learning.course.enrollment.changed.v1",
                 "event_time": "2026-08-20T12:40:00Z", "source": "openedx/lms/web",
                 "topic": "learning-course-enrollment-lifecycle", "partition": 3, "offset": 1234}}
      """;

  private final FakeView view = new FakeView();
  private final ViewUrls urls = ViewUrls.ofEnrollments(view.root());
  private final Truth truth = Truth.keepingAll();
  private final List<TrueCourseCounts> reported = new ArrayList<>();
  private final Sampler<?, ?> sampler =
      new Sampler<>(ViewApi.ofEnrollments(view.root()), truth.enrollments(), reported::add);

  @AfterEach
  void stop() {
    view.close();
  }

  @Test
  void shouldAgreeWithARowThatIsTrue() {
    happened();
    view.answers(urls.row(KEY), AS_OF, ROW);
    assertThat(askForOne()).isEqualTo(new SampleOutcome.Agreed(AS_OF));
  }

  @Test
  void shouldDisagreeWithAWrongRowAndNameItsKey() {
    happened();
    view.answers(urls.row(KEY), AS_OF, ROW.replace("verified", "audit"));
    assertThat(askForOne())
        .isInstanceOfSatisfying(
            SampleOutcome.Disagreed.class,
            wrong -> assertThat(wrong.why()).startsWith(KEY.toString()));
  }

  @Test
  void shouldDisagreeWithAnAbsenceAfterTheEvent() {
    happened();
    view.absent(urls.row(KEY), AS_OF);
    assertThat(askForOne()).isInstanceOf(SampleOutcome.Disagreed.class);
  }

  @Test
  void shouldAgreeWithAnAbsenceBeforeTheEvent() {
    happened();
    view.absent(urls.row(KEY), EARLIER);
    assertThat(askForOne()).isEqualTo(new SampleOutcome.Agreed(EARLIER));
  }

  @Test
  void shouldCountARefusalSeparately() {
    view.refuses(urls.row(KEY));
    assertThat(askForOne()).isInstanceOf(SampleOutcome.Refused.class);
  }

  @Test
  void shouldNotTreatAMissingRouteAsAbsence() {
    assertThat(askForOne()).isInstanceOf(SampleOutcome.Failed.class);
  }

  @Test
  void shouldFailIfTheAnswerCannotBeRead() {
    view.answers(urls.row(KEY), AS_OF, ROW.replace("mode", "kind"));
    assertThat(askForOne()).isInstanceOf(SampleOutcome.Failed.class);
  }

  @Test
  void shouldReadAListToItsEndAsOfItsOldestPage() {
    happened();
    URI first = urls.rowsOf(COURSE);
    URI second = URI.create(first + "&cursor=2");
    view.answers(first, AS_OF, page("", second));
    view.answers(second, EARLIER, page(ROW, null));
    assertThat(sampler.ask(new SampleQuestion.RowsOfCourse(COURSE)))
        .isEqualTo(new SampleOutcome.Agreed(EARLIER));
  }

  @Test
  void shouldDisagreeWithAListThatLacksARow() {
    happened();
    view.answers(urls.rowsOf(LEARNER), AS_OF, page("", null));
    assertThat(sampler.ask(new SampleQuestion.RowsOfLearner(LEARNER)))
        .isInstanceOf(SampleOutcome.Disagreed.class);
  }

  @Test
  void shouldNotFollowPagesInACircle() {
    URI first = urls.rowsOf(COURSE);
    view.answers(first, AS_OF, page("", first));
    assertThat(sampler.ask(new SampleQuestion.RowsOfCourse(COURSE)))
        .isInstanceOf(SampleOutcome.Failed.class);
  }

  @Test
  void shouldReportTheAnsweredCounts() {
    happened();
    view.answers(urls.figures(COURSE), AS_OF, counts(1));
    assertThat(sampler.ask(new SampleQuestion.FiguresOf(COURSE)))
        .isEqualTo(new SampleOutcome.Agreed(AS_OF));
    assertThat(reported).singleElement().satisfies(c -> assertThat(c.total()).isEqualTo(1));
  }

  @Test
  void shouldFailIfModesDoNotAddUp() {
    view.answers(urls.figures(COURSE), AS_OF, counts(2));
    assertThat(sampler.ask(new SampleQuestion.FiguresOf(COURSE)))
        .isInstanceOf(SampleOutcome.Failed.class);
  }

  @Test
  void shouldJudgeEachKeyOfALookupInTheOrderAsked() {
    happened();
    view.answers(
        urls.lookup(), AS_OF, results(found(), answer(STRANGERS, 404), answer(OTHERS, 503)));

    assertThat(sampler.lookUp(List.of(KEY, STRANGERS, OTHERS)))
        .satisfiesExactly(
            row -> assertThat(row).isEqualTo(new SampleOutcome.Agreed(AS_OF)),
            absence -> assertThat(absence).isEqualTo(new SampleOutcome.Agreed(AS_OF)),
            refusal -> assertThat(refusal).isInstanceOf(SampleOutcome.Refused.class));
  }

  @Test
  void shouldDisagreeWithALookupThatLeavesAKeyOut() {
    view.answers(urls.lookup(), AS_OF, results(answer(STRANGERS, 404)));

    assertThat(sampler.lookUp(List.of(STRANGERS, OTHERS)))
        .hasSize(2)
        .allSatisfy(outcome -> assertThat(faultOf(outcome)).isEqualTo(Fault.PARTIAL_LIST));
  }

  @Test
  void shouldDisagreeWithALookupInAnotherOrder() {
    view.answers(urls.lookup(), AS_OF, results(answer(OTHERS, 404), answer(STRANGERS, 404)));

    assertThat(sampler.lookUp(List.of(STRANGERS, OTHERS)))
        .allSatisfy(outcome -> assertThat(faultOf(outcome)).isEqualTo(Fault.PARTIAL_LIST));
  }

  @Test
  void shouldFailALookupThatClaimsAbsenceWithoutAnAsOf() {
    view.answersWithoutAsOf(urls.lookup(), results(answer(STRANGERS, 404), answer(OTHERS, 503)));

    assertThat(sampler.lookUp(List.of(STRANGERS, OTHERS)))
        .satisfiesExactly(
            absence -> assertThat(absence).isInstanceOf(SampleOutcome.Failed.class),
            refusal -> assertThat(refusal).isInstanceOf(SampleOutcome.Refused.class));
  }

  @Test
  void shouldReportAWriteThatIsNotReadBack() {
    happened();
    view.absent(urls.row(KEY), EARLIER);

    assertThat(faultOf(sampler.readBack(KEY, STAMP))).isEqualTo(Fault.LOST_WRITE);
  }

  private static Fault faultOf(SampleOutcome outcome) {
    return outcome instanceof SampleOutcome.Disagreed(_, var fault, _)
        ? fault
        : fail("no fault: " + outcome);
  }

  private static String found() {
    return answer(KEY, 200).replace("null", ROW);
  }

  private static String answer(CampusEnrollmentKey key, int status) {
    return """
    {"key": {"learner_id": %s, "course_key": "%s"}, "status": %d, "enrollment": null}
    """
        .formatted(key.learner(), key.course(), status);
  }

  private static String results(String... answers) {
    return "{\"results\": [" + String.join(",", answers) + "]}";
  }

  private SampleOutcome askForOne() {
    return sampler.ask(new SampleQuestion.OneRow(KEY));
  }

  private void happened() {
    var enrolledAt = Instant.parse("2026-08-20T12:34:56.789012Z");
    truth
        .sending(new TrueEnrollment(KEY, "verified", true, enrolledAt, STAMP))
        .acknowledged(ACKNOWLEDGED);
  }

  private static String page(String rows, @Nullable URI next) {
    return "{\"results\": [%s], \"next\": %s, \"previous\": null}"
        .formatted(rows, next == null ? "null" : "\"" + next + "\"");
  }

  private static String counts(int total) {
    return """
    {"course_key": "course-v1:edX+DemoX+Demo_Course", "active": 1, "total": %d,
     "modes": {"verified": {"active": 1, "total": 1}}}
    """
        .formatted(total);
  }
}
