package org.rollbook.enrollments.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.rollbook.runtime.ingest.rejected.RejectedEvents;
import org.rollbook.runtime.serve.HttpServer;
import org.rollbook.runtime.serve.http.HttpSettings;
import org.rollbook.runtime.serve.query.QueryMeters;
import org.rollbook.testkit.web.Reply;
import org.rollbook.testkit.web.Web;

final class LookupsTest {

  private static final String COURSE = "course-v1:edX+DemoX+Demo_Course";
  private static final String ENROLLMENTS = "/v1/enrollments/lookup";

  private static HttpServer server;
  private static Web web;

  @BeforeAll
  static void start() {
    var enrollments = new FakeEnrollments();
    enrollments.add(FakeEnrollments.row(4242, COURSE, "verified", true));
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
            new EnrollmentQueries(enrollments));
    web = new Web(server.port());
  }

  @AfterAll
  static void stop() {
    web.close();
    server.close();
  }

  private static String key(long learner, String course) {
    return "{\"learner_id\": " + learner + ", \"course_key\": \"" + course + "\"}";
  }

  @Test
  void shouldAnswerEachKeyOnItsOwnInTheOrderAsked() {
    Reply reply =
        web.post(
            ENROLLMENTS,
            "{\"keys\": [%s, %s, %s, %s]}"
                .formatted(
                    key(1, COURSE),
                    key(4242, COURSE),
                    key(1, FakeEnrollments.UNREADY.value()),
                    key(4242, COURSE)));

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.json().at("/results").findValuesAsText("status"))
        .containsExactly("404", "200", "503", "200");
    assertThat(reply.json().at("/results/0").toString())
        .isEqualTo(
            """
            {"key":{"learner_id":1,"course_key":"course-v1:edX+DemoX+Demo_Course"},\
            "status":404,"enrollment":null}\
            """);
    assertThat(reply.text("results/1/enrollment/mode")).isEqualTo("verified");
    assertThat(reply.header("Rollbook-As-Of")).isEqualTo("2026-08-20T12:41:00Z");
    assertThat(reply.header("Retry-After")).isEqualTo("2");
  }

  @Test
  void shouldAnswerCountsOfManyCourses() {
    Reply reply =
        web.post(
            "/v1/enrollment-counts/lookup",
            "{\"course_keys\": [\"%s\", \"edX/DemoX/Nobody\"]}".formatted(COURSE));

    assertThat(reply.body())
        .isEqualTo(
            """
            {"results":[{"key":{"course_key":"course-v1:edX+DemoX+Demo_Course"},"status":200,\
            "enrollment_counts":{"course_key":"course-v1:edX+DemoX+Demo_Course","active":1,\
            "total":1,"modes":{"verified":{"active":1,"total":1}}}},\
            {"key":{"course_key":"edX/DemoX/Nobody"},"status":404,"enrollment_counts":null}]}\
            """);
  }

  @Test
  void shouldAcceptAThousandKeysAndNoMore() {
    String thousand =
        IntStream.range(1, 1001)
            .mapToObj(learner -> key(learner, COURSE))
            .collect(Collectors.joining(","));

    assertThat(web.post(ENROLLMENTS, "{\"keys\": [" + thousand + "]}").json().at("/results"))
        .hasSize(1000);
    Reply more = web.post(ENROLLMENTS, "{\"keys\": [" + thousand + "," + key(1, COURSE) + "]}");
    assertThat(more.status()).isEqualTo(400);
    assertThat(more.text("parameter")).isEqualTo("keys");
    assertThat(more.text("detail")).contains("1000").contains("1001");
  }

  /// Nothing after the first excess key is read, whether or not it exists.
  @Test
  void shouldStopReadingAtTheFirstExcessKey() {
    String thousand =
        IntStream.range(1, 1001)
            .mapToObj(learner -> key(learner, COURSE))
            .collect(Collectors.joining(","));
    String cutOff = "{\"keys\": [" + thousand + "," + key(1, COURSE);
    String request =
        "POST " + ENROLLMENTS + " HTTP/1.1\r\nHost: here\r\nContent-Type: application/json\r\n";

    assertThat(web.raw(request + "Content-Length: 4000000\r\nConnection: close\r\n\r\n" + cutOff))
        .startsWith("HTTP/1.1 400 ")
        .contains("must have at most 1000 keys");
  }

  @Test
  void shouldNameTheFirstKeyThatIsWrongWhateverFollowsIt() {
    assertRefused("{\"keys\": [" + "{},".repeat(1_300_000) + "{}]}", "keys[0].learner_id");
    assertRefused("{\"keys\": [], \"keys\": []}", "keys");
    assertRefused("{\"course_keys\": [" + "1,".repeat(1_300_000) + "1]}", "keys");
  }

  @Test
  void shouldIgnoreUnknownFields() {
    String key =
        "{\"more\": {\"learner_id\": 1, \"x\": [[]]}, \"learner_id\": 4242, \"course_key\": \""
            + COURSE
            + "\", \"text\": \"%s\"}".formatted("x".repeat(100_000));

    Reply reply = web.post(ENROLLMENTS, "{\"a\": [{\"keys\": 1}], \"keys\": [" + key + "]}");

    assertThat(reply.text("results/0/enrollment/mode")).isEqualTo("verified");
  }

  @Test
  void shouldAcceptALookupWithASlashAtTheEndOfItsPath() {
    assertThat(web.post(ENROLLMENTS + "/", "{\"keys\": []}").status()).isEqualTo(200);
  }

  @Test
  void shouldAnswerALookupWithoutKeys() {
    Reply reply = web.post(ENROLLMENTS, "{\"keys\": [], \"more\": 1}");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body()).isEqualTo("{\"results\":[]}");
  }

  @Test
  void shouldNameWhatIsWrongInABody() {
    Map.of(
            "",
            "body",
            "{",
            "body",
            "[]",
            "body",
            "7",
            "body",
            "null",
            "body",
            "[".repeat(100_000),
            "body",
            "{}",
            "keys",
            "{\"keys\": {}}",
            "keys",
            "{\"keys\": [7]}",
            "keys[0]",
            "{\"keys\": [null]}",
            "keys[0]")
        .forEach(LookupsTest::assertRefused);
  }

  @Test
  void shouldNameTheFieldThatIsWrongInAKey() {
    String good = key(1, COURSE);
    Map.of(
            "{}", "learner_id",
            "{\"learner_id\": \"1\", \"course_key\": \"a/b/c\"}", "learner_id",
            "{\"learner_id\": 1.5, \"course_key\": \"a/b/c\"}", "learner_id",
            "{\"learner_id\": 1e99, \"course_key\": \"a/b/c\"}", "learner_id",
            "{\"learner_id\": 0, \"course_key\": \"a/b/c\"}", "learner_id",
            "{\"learner_id\": 99999999999999999999, \"course_key\": \"a/b/c\"}", "learner_id",
            "{\"learner_id\": null, \"course_key\": \"a/b/c\"}", "learner_id",
            "{\"learner_id\": 1}", "course_key",
            "{\"learner_id\": 1, \"course_key\": 7}", "course_key",
            "{\"learner_id\": 1, \"course_key\": \"no key\"}", "course_key")
        .forEach(
            (wrong, field) ->
                assertRefused("{\"keys\": [" + good + ", " + wrong + "]}", "keys[1]." + field));
  }

  private static void assertRefused(String body, String parameter) {
    Reply reply = web.post(ENROLLMENTS, body);

    assertThat(reply.status()).as(body).isEqualTo(400);
    assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(reply.text("parameter")).as(body).isEqualTo(parameter);
  }

  @Test
  void shouldRefuseABodyThatIsTooLarge() {
    Reply reply = web.post(ENROLLMENTS, "{\"keys\": \"" + "a".repeat(5 << 20) + "\"}");

    assertThat(reply.status()).isEqualTo(413);
    assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
  }
}
