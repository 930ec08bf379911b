package org.rollbook.grades;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.rollbook.grades.domain.Calculation;
import org.rollbook.grades.domain.Grade;
import org.rollbook.grades.domain.GradeClaim;
import org.rollbook.grades.domain.GradeDistribution;
import org.rollbook.grades.topology.GradesTopology;
import org.rollbook.guard.contract.NamedSums;
import org.rollbook.guard.contract.ServedSamples;
import org.rollbook.guard.stack.GoldenSamples;
import org.rollbook.model.CourseKey;
import org.rollbook.model.EventStamp;
import org.rollbook.model.EventType;
import org.rollbook.model.LearnerCourse;
import org.rollbook.model.LearnerId;
import org.rollbook.model.SourcePosition;
import org.rollbook.model.Stamped;
import org.rollbook.model.grades.GradeEvents;
import org.rollbook.model.grades.LmsGrade;
import org.rollbook.runtime.node.LearnerCourseTopology;
import org.rollbook.testkit.campus.LmsEventType;
import org.rollbook.testkit.golden.GoldenMessage;
import org.rollbook.testkit.site.CampusView;

/// What the grades view gives of itself to the contract of views.
interface GradeSamples extends ServedSamples<GradeClaim, Grade, GradeDistribution>, GoldenSamples {

  String COURSE = "course-v1:edX+DemoX+Demo_Course";

  CourseKey COURSE_KEY = new CourseKey(COURSE);

  Instant PASSED_AT = Instant.parse("2026-08-20T12:34:56.789012Z");

  @Override
  default LearnerCourseTopology<GradeClaim, Grade, GradeDistribution> definition() {
    return GradesTopology.DEFINITION;
  }

  @Override
  default CampusView<?, ?> campus() {
    return CampusView.GRADES;
  }

  @Override
  default Stamped<GradeClaim> locked() {
    return new Stamped<>(
        new EventStamp(
            Instant.parse("2026-08-20T12:34:57.123456Z"),
            GradeEvents.SUMMARY.type(),
            "67e1bd4a-e742-11f1-a5dc-02fc00000001",
            "openedx/lms/web"),
        new SourcePosition("learning-course-grade-lifecycle", 3, 1234),
        GradeClaim.summary(
            new LearnerId(4242),
            COURSE_KEY,
            new Calculation(0.83, "Pass", "rJvDpUYEXMVQKjJ9VXLgjqCE2HM=", "65f1c0"),
            PASSED_AT));
  }

  @Override
  default List<EventType> types() {
    return List.of(
        LmsGrade.ABSENT.type(),
        LmsGrade.READ.type(),
        GradeEvents.PASSING_STATUS.type(),
        GradeEvents.CCX_PASSING_STATUS.type(),
        GradeEvents.TRACKING.type(),
        GradeEvents.SUMMARY.type());
  }

  @Override
  default GradeClaim payload(EventType type, LearnerCourse key, int number) {
    String letter = number % 2 == 0 ? "" : "Pass";
    var calculation = new Calculation(number / 100.0, letter, "hash", "65f1c0");
    if (type.equals(LmsGrade.ABSENT.type())) {
      return GradeClaim.deleted(key.learner(), key.course());
    }
    if (type.equals(LmsGrade.READ.type())) {
      return GradeClaim.whole(
          key.learner(),
          key.course(),
          calculation,
          Optional.of(PASSED_AT).filter(_ -> calculation.passes()));
    }
    return switch (LmsEventType.of(type)) {
      case PERSISTENT_GRADE_SUMMARY_CHANGED ->
          GradeClaim.summary(
              key.learner(), key.course(), calculation, PASSED_AT.minusSeconds(number));
      case TRACKING_EVENT_EMITTED ->
          GradeClaim.calculated(key.learner(), key.course(), calculation);
      default -> GradeClaim.status(key.learner(), key.course(), calculation.passes());
    };
  }

  /// Each facet is that of the latest event that has it.
  @Override
  default Grade rowOf(List<Stamped<GradeClaim>> events) {
    Stamped<GradeClaim> last = events.getLast();
    return new Grade(
        last.payload().learner(),
        last.payload().course(),
        latest(events, GradeClaim::calculation),
        latest(events, GradeClaim::passedAt),
        new Stamped<>(last.stamp(), last.position(), last.payload().passing()));
  }

  private static <T> Optional<Stamped<T>> latest(
      List<Stamped<GradeClaim>> events, Function<GradeClaim, Optional<T>> facet) {
    return events.reversed().stream()
        .flatMap(
            event ->
                facet.apply(event.payload()).stream()
                    .map(value -> new Stamped<>(event.stamp(), event.position(), value)))
        .findFirst();
  }

  @Override
  default void assertSum(GradeDistribution sum, List<Grade> rows) {
    List<Calculation> graded = rows.stream().flatMap(row -> row.calculated().stream()).toList();
    assertThat(sum.graded()).isEqualTo(graded.size());
    assertThat(sum.passing()).isEqualTo(rows.stream().filter(Grade::passes).count());
    assertThat(sum.sum())
        .isEqualByComparingTo(
            graded.stream()
                .map(calculation -> BigDecimal.valueOf(calculation.percent()))
                .reduce(BigDecimal.ZERO, BigDecimal::add));
    assertThat(sum.meanPercent().orElse(0)).isFinite();
    NamedSums.assertExact(
        sum.letters(), graded.stream().collect(groupingBy(Calculation::letter, counting())));
    assertThat(sum.latest().orElseThrow())
        .isEqualByComparingTo(
            Collections.max(rows.stream().map(row -> row.latest().stamp()).toList()));
  }

  @Override
  default List<Stamped<GradeClaim>> received() {
    return List.of(
        locked(),
        received(
            GradeEvents.TRACKING.type(),
            GradeClaim.calculated(
                new LearnerId(8), COURSE_KEY, new Calculation(0.31, "", "h", ""))),
        received(
            GradeEvents.PASSING_STATUS.type(),
            GradeClaim.status(new LearnerId(9), COURSE_KEY, true)));
  }

  private static Stamped<GradeClaim> received(EventType type, GradeClaim claim) {
    return new Stamped<>(
        new EventStamp(Instant.parse("2026-08-20T12:00:00Z"), type, "id", "openedx/lms/web"),
        new SourcePosition("topic", 0, 2),
        claim);
  }

  /// Of learner 8 the time of passing is unknown, and the version; of learner 9 all but passing.
  @Override
  default Map<String, String> bodies() {
    String summary =
        """
        {"event_id":"67e1bd4a-e742-11f1-a5dc-02fc00000001",\
        "event_type":"org.openedx.learning.course.persistent_grade_summary.changed.v1",\
        "event_time":"2026-08-20T12:34:57.123456Z","source":"openedx/lms/web",\
        "topic":"learning-course-grade-lifecycle","partition":3,"offset":1234}\
        """;
    String other =
        """
        {"event_id":"id","event_type":"%s","event_time":"2026-08-20T12:00:00Z",\
        "source":"openedx/lms/web","topic":"topic","partition":0,"offset":2}\
        """;
    String tracking = other.formatted(GradeEvents.TRACKING.type().wireName());
    String status = other.formatted(GradeEvents.PASSING_STATUS.type().wireName());
    return Map.of(
        "/v1/learners/4242/grades/" + COURSE,
        """
        {"learner_id":4242,"course_key":"course-v1:edX+DemoX+Demo_Course","percent_grade":0.83,\
        "letter_grade":"Pass","is_passing":true,"passed_at":"2026-08-20T12:34:56.789012Z",\
        "grading_policy_hash":"rJvDpUYEXMVQKjJ9VXLgjqCE2HM=","course_version":"65f1c0",\
        "stamp":%1$s,"stamps":{"grade":%1$s,"passing":%1$s,"passed_at":%1$s}}\
        """
            .formatted(summary),
        "/v1/learners/8/grades/" + COURSE,
        """
        {"learner_id":8,"course_key":"course-v1:edX+DemoX+Demo_Course","percent_grade":0.31,\
        "letter_grade":null,"is_passing":false,"passed_at":null,\
        "grading_policy_hash":"h","course_version":null,\
        "stamp":%1$s,"stamps":{"grade":%1$s,"passing":%1$s,"passed_at":null}}\
        """
            .formatted(tracking),
        "/v1/learners/8/grades/" + COURSE + "/history",
        """
        {"results":[{"stamp":%s,"outcome":"applied","said":{"percent_grade":0.31,\
        "letter_grade":null,"is_passing":false,"passed_at":null,\
        "grading_policy_hash":"h","course_version":null}}],"next":null,"previous":null}\
        """
            .formatted(tracking),
        "/v1/learners/9/grades/" + COURSE,
        """
        {"learner_id":9,"course_key":"course-v1:edX+DemoX+Demo_Course","percent_grade":null,\
        "letter_grade":null,"is_passing":true,"passed_at":null,\
        "grading_policy_hash":null,"course_version":null,\
        "stamp":%1$s,"stamps":{"grade":null,"passing":%1$s,"passed_at":null}}\
        """
            .formatted(status),
        "/v1/learners/9/grades/" + COURSE + "/history",
        """
        {"results":[{"stamp":%s,"outcome":"applied","said":{"percent_grade":null,\
        "letter_grade":null,"is_passing":true,"passed_at":null,\
        "grading_policy_hash":null,"course_version":null}}],"next":null,"previous":null}\
        """
            .formatted(status),
        "/v1/courses/" + COURSE + "/grade-distribution",
        """
        {"course_key":"course-v1:edX+DemoX+Demo_Course","graded":2,"passing":2,\
        "mean_percent_grade":0.57,"letters":{"":1,"Pass":1},\
        "histogram":[0,0,0,1,0,0,0,0,1,0]}\
        """);
  }

  @Override
  default Map<String, List<String>> lists() {
    String gradebook = "/v1/courses/" + COURSE + "/grades";
    return Map.of(
        gradebook,
        List.of("8", "9", "4242"),
        gradebook + "?is_passing=true",
        List.of("9", "4242"),
        gradebook + "?is_passing=False",
        List.of("8"),
        "/v1/learners/8/grades",
        List.of(COURSE),
        "/v1/learners/8/grades?is_passing=true",
        List.of());
  }

  @Override
  default String said() {
    return """
    {"percent_grade":0.83,"letter_grade":"Pass","is_passing":true,\
    "passed_at":"2026-08-20T12:34:56.789012Z",\
    "grading_policy_hash":"rJvDpUYEXMVQKjJ9VXLgjqCE2HM=","course_version":"65f1c0"}\
    """;
  }

  @Override
  default String flag() {
    return "is_passing";
  }

  @Override
  default Set<String> otherSchemas() {
    return Set.of("GradeStamps");
  }

  /// The summary and the passing status have the same time, a whole second. The tracking event is
  /// 0.8 s later: a regrade by which the learner fails, which no other event reports.
  @Override
  default List<String> goldenCases() {
    return List.of("passing_status", "grade_passed", "tracking_course_grade_calculated");
  }

  @Override
  default String goldenRow(List<GoldenMessage> sent, List<JsonNode> stamps) {
    String key = "\"learner_id\": 4242, \"course_key\": \"" + COURSE + "\",";
    return switch (sent.size()) {
      case 1 ->
          """
          {%s "percent_grade": null, "letter_grade": null, "is_passing": true,
           "passed_at": null, "grading_policy_hash": null, "course_version": null,
           "stamp": %2$s, "stamps": {"grade": null, "passing": %2$s, "passed_at": null}}
          """
              .formatted(key, stamps.getFirst());
      case 2 ->
          """
          {%s "percent_grade": 0.83, "letter_grade": "Pass", "is_passing": true,
           "passed_at": "2026-08-20T12:34:56.789012Z",
           "grading_policy_hash": "rJvDpUYEXMVQKjJ9VXLgjqCE2HM=", "course_version": "65f1c0",
           "stamp": %2$s, "stamps": {"grade": %2$s, "passing": %2$s, "passed_at": %2$s}}
          """
              .formatted(key, stamps.get(1));
      default ->
          """
          {%s "percent_grade": 0.31, "letter_grade": null, "is_passing": false,
           "passed_at": "2026-08-20T12:34:56.789012Z",
           "grading_policy_hash": "rJvDpUYEXMVQKjJ9VXLgjqCE2HM=", "course_version": "65f1c0",
           "stamp": %2$s, "stamps": {"grade": %2$s, "passing": %2$s, "passed_at": %3$s}}
          """
              .formatted(key, stamps.getLast(), stamps.get(1));
    };
  }

  @Override
  default String goldenSaid(GoldenMessage message) {
    return switch (message.name()) {
      case "passing_status" ->
          """
          {"percent_grade": null, "letter_grade": null, "is_passing": true, "passed_at": null,
           "grading_policy_hash": null, "course_version": null}
          """;
      case "grade_passed" -> said();
      default ->
          """
          {"percent_grade": 0.31, "letter_grade": null, "is_passing": false, "passed_at": null,
           "grading_policy_hash": "rJvDpUYEXMVQKjJ9VXLgjqCE2HM=", "course_version": "65f1c0"}
          """;
    };
  }

  @Override
  default Map<Integer, String> goldenFigures() {
    return Map.of(
        1,
        """
        {"course_key": "course-v1:edX+DemoX+Demo_Course", "graded": 0, "passing": 1,
         "mean_percent_grade": null, "letters": {}, "histogram": [0,0,0,0,0,0,0,0,0,0]}
        """,
        3,
        """
        {"course_key": "course-v1:edX+DemoX+Demo_Course", "graded": 1, "passing": 0,
         "mean_percent_grade": 0.31, "letters": {"": 1},
         "histogram": [0,0,0,1,0,0,0,0,0,0]}
        """);
  }

  @Override
  default List<String> filtersAgainstGolden() {
    return List.of("is_passing=true");
  }
}
