package org.rollbook.grades.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.rollbook.grades.domain.Calculation;
import org.rollbook.grades.domain.GradeClaim;
import org.rollbook.model.CourseKey;
import org.rollbook.model.EventStamp;
import org.rollbook.model.EventType;
import org.rollbook.model.LearnerId;
import org.rollbook.model.SourcePosition;
import org.rollbook.model.Stamped;
import org.rollbook.model.grades.GradeEvents;
import org.rollbook.runtime.ingest.rejected.RejectedEvents;
import org.rollbook.runtime.serve.HttpServer;
import org.rollbook.runtime.serve.http.HttpSettings;
import org.rollbook.runtime.serve.query.QueryMeters;
import org.rollbook.testkit.web.Reply;
import org.rollbook.testkit.web.Web;
import org.yaml.snakeyaml.Yaml;

final class GradesApiTest {

  private static final String COURSE = "course-v1:edX+DemoX+Demo_Course";
  private static final CourseKey KEY = new CourseKey(COURSE);
  private static final Instant NOON = Instant.parse("2026-08-20T12:00:00Z");

  private static HttpServer server;
  private static Web web;

  @BeforeAll
  static void start() {
    var grades = new FakeGrades();
    grades.receive(
        event(
            1,
            GradeEvents.SUMMARY.type(),
            GradeClaim.summary(
                new LearnerId(7), KEY, new Calculation(0.83, "Pass", "h", "65f1c0"), NOON)));
    grades.receive(
        event(
            2,
            GradeEvents.TRACKING.type(),
            GradeClaim.calculated(new LearnerId(8), KEY, new Calculation(0.31, "", "h", ""))));
    grades.receive(
        event(
            3, GradeEvents.PASSING_STATUS.type(), GradeClaim.status(new LearnerId(9), KEY, true)));
    server =
        HttpServer.start(
            new HttpSettings(
                0,
                0,
                Optional.of("127.0.0.1"),
                Optional.empty(),
                HttpSettings.Security.OFF,
                Duration.ofMinutes(5),
                16),
            QueryMeters.NONE,
            RejectedEvents.NONE,
            new GradeQueries(grades));
    web = new Web(server.port());
  }

  @AfterAll
  static void stop() {
    web.close();
    server.close();
  }

  private static Stamped<GradeClaim> event(int second, EventType type, GradeClaim claim) {
    var stamp = new EventStamp(NOON.plusSeconds(second), type, "id-" + second, "openedx/lms/web");
    return new Stamped<>(stamp, new SourcePosition("topic", 0, second), claim);
  }

  @Test
  void shouldServeAGradeWithEachStamp() {
    Reply reply = web.get("/v1/learners/7/grades/" + COURSE);

    String stamp =
        """
        {"event_id":"id-1","event_type":"org.openedx.learning.course.persistent_grade_summary.changed.v1",\
        "event_time":"2026-08-20T12:00:01Z","source":"openedx/lms/web","topic":"topic","partition":0,"offset":1}\
        """;
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body())
        .isEqualTo(
            """
            {"learner_id":7,"course_key":"course-v1:edX+DemoX+Demo_Course","percent_grade":0.83,\
            "letter_grade":"Pass","is_passing":true,"passed_at":"2026-08-20T12:00:00Z",\
            "grading_policy_hash":"h","course_version":"65f1c0","stamp":%1$s,\
            "stamps":{"grade":%1$s,"passing":%1$s,"passed_at":%1$s}}\
            """
                .formatted(stamp));
  }

  @Test
  void shouldServeNullForUnknownValues() {
    JsonNode failing = web.get("/v1/learners/8/grades/" + COURSE).json();
    assertThat(failing.get("percent_grade").doubleValue()).isEqualTo(0.31);
    assertThat(failing.get("letter_grade").isNull()).isTrue();
    assertThat(failing.get("passed_at").isNull()).isTrue();
    assertThat(failing.get("course_version").isNull()).isTrue();
    assertThat(failing.at("/stamps/passed_at").isNull()).isTrue();

    JsonNode status = web.get("/v1/learners/9/grades/" + COURSE).json();
    assertThat(status.get("percent_grade").isNull()).isTrue();
    assertThat(status.at("/stamps/grade").isNull()).isTrue();
    assertThat(status.get("is_passing").booleanValue()).isTrue();
  }

  @Test
  void shouldListGradebookAndGradesOfALearner() {
    assertThat(learners("/v1/courses/" + COURSE + "/grades")).containsExactly("7", "8", "9");
    assertThat(learners("/v1/courses/" + COURSE + "/grades?is_passing=true"))
        .containsExactly("7", "9");
    assertThat(learners("/v1/courses/" + COURSE + "/grades?is_passing=False")).containsExactly("8");
    assertThat(learners("/v1/learners/8/grades")).containsExactly("8");
    assertThat(learners("/v1/learners/8/grades?is_passing=true")).isEmpty();
    assertThat(web.get("/v1/learners/8/grades?is_passing=maybe").status()).isEqualTo(400);
  }

  private static Iterable<String> learners(String path) {
    return web.get(path).json().get("results").findValuesAsText("learner_id");
  }

  @Test
  void shouldServeADistributionWithoutUnknownGrades() {
    assertThat(web.get("/v1/courses/" + COURSE + "/grade-distribution").body())
        .isEqualTo(
            """
            {"course_key":"course-v1:edX+DemoX+Demo_Course","graded":2,"passing":2,\
            "mean_percent_grade":0.57,"letters":{"":1,"Pass":1},\
            "histogram":[0,0,0,1,0,0,0,0,1,0]}\
            """);
    assertThat(web.get("/v1/courses/edX/DemoX/Nobody/grade-distribution").status()).isEqualTo(404);
  }

  @Test
  void shouldServeThePayloadOfEachEvent() {
    JsonNode items = web.get("/v1/learners/8/grades/" + COURSE + "/history").json().get("results");

    assertThat(items.get(1).get("said").toString())
        .isEqualTo(
            """
            {"percent_grade":0.31,"letter_grade":null,"is_passing":false,"passed_at":null,\
            "grading_policy_hash":"h","course_version":null}\
            """);
    assertThat(items.get(2).at("/said/percent_grade").isNull()).isTrue();
  }

  @Test
  void shouldLookUpManyGradesAtOnce() {
    JsonNode grades =
        web.post(
                "/v1/grades/lookup",
                "{\"keys\": [{\"learner_id\": 1, \"course_key\": \"%1$s\"}, {\"learner_id\": 7,"
                        .formatted(COURSE)
                    + " \"course_key\": \"%s\"}]}".formatted(COURSE))
            .json()
            .get("results");
    assertThat(grades.findValuesAsText("status")).containsExactly("404", "200");
    assertThat(grades.at("/1/grade/percent_grade").doubleValue()).isEqualTo(0.83);

    JsonNode courses =
        web.post("/v1/grade-distributions/lookup", "{\"course_keys\": [\"" + COURSE + "\"]}")
            .json()
            .get("results");
    assertThat(courses.at("/0/grade_distribution/graded").intValue()).isEqualTo(2);
  }

  @Test
  void shouldDescribeEveryRoute() {
    assertThat(description().get("paths").fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder(
            "/v1/learners/{learner_id}/grades/{course_key}",
            "/v1/learners/{learner_id}/grades",
            "/v1/courses/{course_key}/grades",
            "/v1/learners/{learner_id}/grades/{course_key}/history",
            "/v1/courses/{course_key}/grade-distribution",
            "/v1/grades/lookup",
            "/v1/grade-distributions/lookup");
  }

  /// Generated clients name their classes after the schemas.
  @Test
  void shouldNameTheSchemas() {
    assertThat(description().at("/components/schemas").fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder(
            "Grade",
            "GradePage",
            "GradeHistory",
            "GradeHistoryItem",
            "GradeSaid",
            "GradeStamps",
            "GradeAnswer",
            "GradeAnswers",
            "GradeDistribution",
            "GradeDistributionAnswer",
            "GradeDistributionAnswers",
            "CourseLookup",
            "CourseOnly",
            "LearnerCourse",
            "LearnerCourseLookup",
            "Problem",
            "Stamp");
  }

  private static JsonNode description() {
    return new ObjectMapper().valueToTree(new Yaml().load(web.get("/openapi.yml").body()));
  }
}
