package org.rollbook.testkit.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rollbook.model.CourseKey;
import org.rollbook.model.EventStamp;
import org.rollbook.model.LearnerId;
import org.rollbook.testkit.campus.CampusEnrollmentKey;
import org.rollbook.testkit.campus.GradeUpdate;
import org.rollbook.testkit.campus.LmsEventType;
import org.rollbook.testkit.campus.Score;
import org.rollbook.testkit.campus.Truth;

final class GradesSamplerTest {

  private static final Instant ACKNOWLEDGED = Instant.parse("2026-08-20T12:40:01Z");
  private static final Instant AS_OF = Instant.parse("2026-08-20T12:40:02Z");

  private static final CourseKey COURSE = new CourseKey("course-v1:edX+DemoX+Demo_Course");
  private static final LearnerId LEARNER = new LearnerId(4242);
  private static final CampusEnrollmentKey KEY = new CampusEnrollmentKey(LEARNER, COURSE);

  private static final String TRACKED =
      stamp("e1", "org.openedx.analytics.tracking.event.emitted.v1", "12:40:00");
  private static final String STATUS =
      stamp("e2", "org.openedx.learning.course.passing.status.updated.v1", "12:40:01");

  private static final String GRADED =
      """
      {"learner_id": 4242, "course_key": "course-v1:edX+DemoX+Demo_Course",
       "percent_grade": 0.31, "letter_grade": null, "is_passing": false, "passed_at": null,
       "grading_policy_hash": "rJvDpUYEXMVQKjJ9VXLgjqCE2HM=", "course_version": "65f1c0",
       "stamp": %2$s, "stamps": {"grade": %1$s, "passing": %2$s, "passed_at": null}}
      """
          .formatted(TRACKED, STATUS);

  private static final String LISTED =
      """
      {"learner_id": 4242, "course_key": "course-v1:edX+DemoX+Demo_Course",
       "percent_grade": null, "letter_grade": null, "is_passing": false, "passed_at": null,
       "grading_policy_hash": null, "course_version": null,
       "stamp": %1$s, "stamps": {"grade": null, "passing": %1$s, "passed_at": null}}
      """
          .formatted(STATUS);

  private static final String DISTRIBUTION =
      """
      {"course_key": "course-v1:edX+DemoX+Demo_Course", "graded": 1, "passing": 0,
       "mean_percent_grade": 0.31, "letters": {"": 1}, "histogram": [0,0,0,1,0,0,0,0,0,0]}
      """;

  private final FakeView view = new FakeView();
  private final ViewUrls urls = ViewUrls.ofGrades(view.root());
  private final Truth truth = Truth.keepingAll();
  private final Sampler<?, ?> sampler =
      new Sampler<>(ViewApi.ofGrades(view.root()), truth.grades(), distribution -> {});

  @AfterEach
  void stop() {
    view.close();
  }

  @Test
  void shouldAgreeWithARowThatIsTrue() {
    tracked();
    reported();
    view.answers(urls.row(KEY), AS_OF, GRADED);
    assertThat(sampler.ask(new SampleQuestion.OneRow(KEY)))
        .isEqualTo(new SampleOutcome.Agreed(AS_OF));
  }

  @Test
  void shouldDisagreeWithARowThatLacksAFacet() {
    tracked();
    reported();
    view.answers(urls.row(KEY), AS_OF, LISTED);
    assertThat(sampler.ask(new SampleQuestion.OneRow(KEY)))
        .isInstanceOf(SampleOutcome.Disagreed.class);
  }

  @Test
  void shouldAgreeWithARowWithoutAPercent() {
    reported();
    view.answers(urls.rowsOf(LEARNER), AS_OF, page(LISTED));
    assertThat(sampler.ask(new SampleQuestion.RowsOfLearner(LEARNER)))
        .isEqualTo(new SampleOutcome.Agreed(AS_OF));
  }

  @Test
  void shouldJudgeAGradebook() {
    tracked();
    view.answers(urls.rowsOf(COURSE), AS_OF, page(""));
    assertThat(sampler.ask(new SampleQuestion.RowsOfCourse(COURSE)))
        .isInstanceOf(SampleOutcome.Disagreed.class);
  }

  @Test
  void shouldJudgeADistribution() {
    tracked();
    view.answers(urls.figures(COURSE), AS_OF, DISTRIBUTION);
    assertThat(sampler.ask(new SampleQuestion.FiguresOf(COURSE)))
        .isEqualTo(new SampleOutcome.Agreed(AS_OF));
    view.answers(urls.figures(COURSE), AS_OF, DISTRIBUTION.replace("0.31", "0.3100000001"));
    assertThat(sampler.ask(new SampleQuestion.FiguresOf(COURSE)))
        .isInstanceOf(SampleOutcome.Disagreed.class);
  }

  @Test
  void shouldFailIfALetterComesWithoutAPercent() {
    view.answers(
        urls.row(KEY), AS_OF, LISTED.replace("letter_grade\": null", "letter_grade\": \"A\""));
    assertThat(sampler.ask(new SampleQuestion.OneRow(KEY)))
        .isInstanceOf(SampleOutcome.Failed.class);
  }

  private void tracked() {
    var score = new Score(0.31, "", "rJvDpUYEXMVQKjJ9VXLgjqCE2HM=", "65f1c0");
    send(Optional.of(score), LmsEventType.TRACKING_EVENT_EMITTED, "e1", "2026-08-20T12:40:00Z");
  }

  private void reported() {
    var type = LmsEventType.COURSE_PASSING_STATUS_UPDATED;
    send(Optional.empty(), type, "e2", "2026-08-20T12:40:01Z");
  }

  private void send(Optional<Score> score, LmsEventType type, String id, String time) {
    var stamp = new EventStamp(Instant.parse(time), type.type(), id, "openedx/lms/web");
    truth
        .sending(new GradeUpdate(KEY, score, Optional.empty(), false, stamp))
        .acknowledged(ACKNOWLEDGED);
  }

  private static String page(String rows) {
    return "{\"results\": [%s], \"next\": null, \"previous\": null}".formatted(rows);
  }

  private static String stamp(String id, String type, String time) {
    return """
    {"event_id": "%s", "event_type": "%s", "event_time": "2026-08-20T%sZ",
     "source": "openedx/lms/web", "topic": "analytics", "partition": 3, "offset": 1234}
    """
        .formatted(id, type, time);
  }
}
