package org.rollbook.enrollments.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.rollbook.runtime.ingest.rejected.RejectedEvents;
import org.rollbook.runtime.serve.HttpServer;
import org.rollbook.runtime.serve.http.HttpSettings;
import org.rollbook.runtime.serve.query.QueryMeters;
import org.rollbook.testkit.web.Reply;
import org.rollbook.testkit.web.Web;

final class EnrollmentsApiTest {

  private static final String COURSE = "course-v1:edX+DemoX+Demo_Course";

  private static final FakeEnrollments ENROLLMENTS = new FakeEnrollments();

  private static HttpServer server;
  private static Web web;

  @BeforeAll
  static void start() {
    ENROLLMENTS.add(FakeEnrollments.row(4242, COURSE, "verified", true));
    ENROLLMENTS.add(FakeEnrollments.row(7, COURSE, "audit", false));
    ENROLLMENTS.add(FakeEnrollments.row(9, COURSE, "audit", true));
    ENROLLMENTS.add(FakeEnrollments.row(4242, "edX/DemoX/2012_Fall", "honor", false));
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
            new EnrollmentQueries(ENROLLMENTS));
    web = new Web(server.port());
  }

  @AfterAll
  static void stop() {
    web.close();
    server.close();
  }

  @Test
  void shouldAnswerOneEnrollmentWithEachFieldOfItsStamp() {
    Reply reply = web.get("/v1/learners/4242/enrollments/" + COURSE);

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body())
        .isEqualTo(
            """
            {"learner_id":4242,"course_key":"course-v1:edX+DemoX+Demo_Course","mode":"verified",\
            "is_active":true,"enrolled_at":"2026-08-20T12:34:56.789012Z",\
            "stamp":{"event_id":"67e1bd4a-e742-11f1-a5dc-02fc00000001",\
            "event_type":"org.openedx.learning.course.enrollment.changed.v1",\
            "event_time":"2026-08-20T12:40:00Z","source":"openedx/lms/web",\
            "topic":"prod-learning-course-enrollment-lifecycle","partition":3,"offset":1234}}\
            """);
  }

  @Test
  void shouldAnswer404ForAnAbsentEnrollment() {
    Reply reply = web.get("/v1/learners/1/enrollments/" + COURSE);

    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.text("type")).endsWith("/problems/absent");
    assertThat(reply.header("Rollbook-As-Of")).isEqualTo("2026-08-20T12:41:00Z");
  }

  @Test
  void shouldListTheEnrollmentsOfALearner() {
    Reply all = web.get("/v1/learners/4242/enrollments");
    assertThat(all.json().at("/results").findValuesAsText("course_key"))
        .containsExactly(COURSE, "edX/DemoX/2012_Fall");

    Reply active = web.get("/v1/learners/4242/enrollments?is_active=True");
    assertThat(active.json().at("/results").findValuesAsText("course_key")).containsExactly(COURSE);
    assertThat(active.json().at("/next").isNull()).isTrue();
  }

  @Test
  void shouldListTheRosterOfACourseByLearner() {
    assertThat(roster("")).containsExactly("7", "9", "4242");
    assertThat(roster("?is_active=true")).containsExactly("9", "4242");
    assertThat(roster("?is_active=false")).containsExactly("7");
    assertThat(roster("?mode=audit")).containsExactly("7", "9");
    assertThat(roster("?mode=audit&is_active=true")).containsExactly("9");
    assertThat(roster("?mode=no-id")).isEmpty();
  }

  private static List<String> roster(String query) {
    Reply reply = web.get("/v1/courses/" + COURSE + "/enrollments" + query);
    assertThat(reply.status()).isEqualTo(200);
    return reply.json().at("/results").findValuesAsText("learner_id");
  }

  @Test
  void shouldPageThroughARosterByItsLinks() {
    String next = "/v1/courses/" + COURSE + "/enrollments?page_size=1&is_active=true";
    Reply first = web.get(next);
    assertThat(first.text("results/0/learner_id")).isEqualTo("9");

    Reply second =
        web.get(first.text("next").substring(("http://127.0.0.1:" + server.port()).length()));
    assertThat(second.text("results/0/learner_id")).isEqualTo("4242");
    assertThat(second.json().at("/next").isNull()).isTrue();
  }

  @Test
  void shouldNameAFilterThatIsWrong() {
    for (String path :
        List.of("/v1/learners/4242/enrollments", "/v1/courses/" + COURSE + "/enrollments")) {
      for (String wrong : List.of("yes", "1", "")) {
        Reply reply = web.get(path + "?is_active=" + wrong);

        assertThat(reply.status()).as(wrong).isEqualTo(400);
        assertThat(reply.text("parameter")).isEqualTo("is_active");
      }
    }
  }

  @Test
  void shouldListReceivedEventsNewestFirst() {
    Reply reply = web.get("/v1/learners/4242/enrollments/" + COURSE + "/history");

    assertThat(reply.json().at("/results").findValuesAsText("outcome"))
        .containsExactly("applied", "late");
    assertThat(reply.json().at("/results/0/said").toString())
        .isEqualTo("{\"mode\":\"verified\",\"is_active\":true}");
    assertThat(reply.text("results/0/stamp/offset")).isEqualTo("1234");
    assertThat(reply.json().at("/next").isNull()).isTrue();
    assertThat(web.get("/v1/learners/1/enrollments/" + COURSE + "/history").status())
        .isEqualTo(404);
    assertThat(web.get("/v1/learners/4242/enrollments/edX/DemoX/2012_Fall/history").status())
        .isEqualTo(200);
  }

  @Test
  void shouldCountACourseByMode() {
    Reply reply = web.get("/v1/courses/" + COURSE + "/enrollment-counts");

    assertThat(reply.body())
        .isEqualTo(
            """
            {"course_key":"course-v1:edX+DemoX+Demo_Course","active":2,"total":3,\
            "modes":{"audit":{"active":1,"total":2},"verified":{"active":1,"total":1}}}\
            """);
    assertThat(web.get("/v1/courses/edX/DemoX/Nobody/enrollment-counts").status()).isEqualTo(404);
  }
}
