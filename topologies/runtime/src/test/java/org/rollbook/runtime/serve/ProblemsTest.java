package org.rollbook.runtime.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.rollbook.runtime.serve.problem.ProblemType;
import org.rollbook.runtime.serve.query.Answer;
import org.rollbook.testkit.web.Reply;

final class ProblemsTest {

  private static final String THING = "/v1/learners/7/things/course-v1:edX+DemoX+Demo";

  private static ServedView served;

  @BeforeAll
  static void start() {
    served = ServedView.start();
  }

  @AfterAll
  static void stop() {
    served.close();
  }

  private static void assertProblem(Reply reply, int status, String title) {
    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(reply.header("Cache-Control")).isEqualTo("private, no-cache");
    assertThat(reply.text("status")).isEqualTo(Integer.toString(status));
    assertThat(reply.text("title")).isEqualTo(title);
  }

  @Test
  void shouldReportAMissingRouteWithoutClaimingAbsence() {
    for (String path : List.of("/nothing", "/v1", "/v1/learners/7", THING + "/x", "/v1/../v1")) {
      Reply reply = served.web().get(path);

      assertProblem(reply, 404, "No such route");
      assertThat(reply.text("type")).endsWith("/problems/no-such-route");
      assertThat(reply.header("Rollbook-As-Of")).isNull();
    }
  }

  @Test
  void shouldNameTheMethodsThatAreServed() {
    Reply reply = served.web().ask("DELETE", THING);

    assertProblem(reply, 405, "Method Not Allowed");
    assertThat(reply.header("Allow")).contains("GET").contains("HEAD");
    assertThat(reply.text("type")).isEqualTo("about:blank");
  }

  @Test
  void shouldRefuseOtherMediaTypes() {
    served.view().row = question -> new Answer.Found<>("row", ScriptedView.FRESH);

    assertProblem(served.web().get(THING, "Accept", "text/html"), 406, "Not Acceptable");
    assertThat(served.web().get(THING, "Accept", "text/html, */*;q=0.1").status()).isEqualTo(200);
    assertProblem(
        served.web().ask("POST", "/v1/things/lookup", "Content-Type", "text/plain"),
        415,
        "Unsupported Media Type");
  }

  @Test
  void shouldNameThePartOfThePathThatIsWrong() {
    Reply learner = served.web().get("/v1/learners/x7/things/course-v1:edX+DemoX+Demo");
    assertProblem(learner, 400, "Invalid parameter");
    assertThat(learner.text("parameter")).isEqualTo("learner_id");
    assertThat(learner.text("detail")).contains("x7");

    for (String wrong :
        List.of("nokey", "course-v1:edX+DemoX", "%FF%FE", "a%00b", "%20", "%252F")) {
      Reply course = served.web().get("/v1/learners/7/things/" + wrong);
      assertProblem(course, 400, "Invalid parameter");
      assertThat(course.text("parameter")).isEqualTo("course_key");
    }
  }

  @Test
  void shouldRefuseLearnersThatNobodyCanBe() {
    for (String wrong : List.of("0", "-1", "1.0", "9223372036854775808", "%D9%A3")) {
      Reply reply = served.web().get("/v1/learners/" + wrong + "/things/edX%2FDemoX%2F2012");

      assertThat(reply.status()).as(wrong).isEqualTo(400);
      assertThat(reply.text("parameter")).isEqualTo("learner_id");
    }
  }

  @Test
  void shouldNotRevealInternalErrors() {
    served.view().row =
        question -> {
          throw new IllegalStateException("secret of the house");
        };

    Reply reply = served.web().get(THING);

    assertProblem(reply, 500, "Internal Server Error");
    assertThat(reply.body()).doesNotContain("secret").doesNotContain("Exception");
  }

  @Test
  void shouldAnswerARequestWhosePathIsNoUri() {
    for (String line :
        List.of("GET /v1/a|b HTTP/1.1", "GET /%zz HTTP/1.1", "GET /a\u0001 HTTP/1.1")) {
      String answer = served.web().raw(line + "\r\nHost: x\r\nConnection: close\r\n\r\n");

      assertThat(answer).startsWith("HTTP/1.1 400").contains("application/problem+json");
      assertThat(answer).contains("\"parameter\":\"path\"");
    }
  }

  @Test
  void shouldRefuseWhatIsTooLarge() {
    String line =
        "GET /" + "a".repeat(20_000) + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
    assertThat(served.web().raw(line)).contains(" 413 ").contains("application/problem+json");

    String header =
        "GET " + THING + " HTTP/1.1\r\nHost: x\r\nX: " + "a".repeat(20_000) + "\r\n\r\n";
    assertThat(served.web().raw(header.replace("\r\nX", "\r\nConnection: close\r\nX")))
        .contains(" 413 ");
  }

  @Test
  void shouldNotTakeAHostileHostIntoItsLinks() {
    String answer =
        served.web().raw("GET /nothing HTTP/1.1\r\nHost: evil/\"<x>\r\nConnection: close\r\n\r\n");

    assertThat(answer).contains("http://127.0.0.1:").doesNotContain("evil");
  }

  @Test
  void shouldExplainEveryProblemToPeople() {
    for (ProblemType type : ProblemType.values()) {
      Reply text = served.web().get("/problems/" + type.slug());
      assertThat(text.status()).isEqualTo(200);
      assertThat(text.header("Content-Type")).startsWith("text/plain");
      assertThat(text.body()).contains(type.title()).contains("What to do");

      Reply html = served.web().get("/problems/" + type.slug(), "Accept", "text/html,*/*;q=0.8");
      assertThat(html.header("Content-Type")).startsWith("text/html");
      assertThat(html.body()).contains("<h1>" + type.title() + "</h1>");
    }
  }

  @Test
  void shouldHaveThePagesThatClientsCountOn() {
    assertThat(ProblemType.values())
        .extracting(ProblemType::slug)
        .containsExactlyInAnyOrder(
            "absent",
            "no-such-route",
            "not-ready",
            "incomplete",
            "stale",
            "not-yet-applied",
            "overloaded",
            "rate-limited",
            "event-rejected",
            "invalid-parameter",
            "unauthorized",
            "forbidden");
    assertThat(served.web().get("/problems/unheard-of").status()).isEqualTo(404);
  }
}
