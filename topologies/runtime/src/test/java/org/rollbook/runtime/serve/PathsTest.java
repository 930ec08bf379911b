package org.rollbook.runtime.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.rollbook.testkit.web.Reply;

final class PathsTest {

  private static ServedView served;

  @BeforeAll
  static void start() {
    served = ServedView.start();
  }

  @AfterAll
  static void stop() {
    served.close();
  }

  @Test
  void shouldTakeEverySpellingOfANewKey() {
    for (String spelling :
        List.of(
            "course-v1:edX+DemoX+Demo_Course",
            "course-v1:edX%2BDemoX%2BDemo_Course",
            "course-v1%3AedX%2bDemoX+Demo_Course",
            "course-v1:edX+DemoX+Demo_Course/")) {
      Reply reply = served.web().get("/v1/learners/7/things/" + spelling);

      assertThat(reply.status()).as(spelling).isEqualTo(200);
      assertThat(reply.text("course")).isEqualTo("course-v1:edX+DemoX+Demo_Course");
      assertThat(reply.text("learner")).isEqualTo("7");
    }
  }

  @Test
  void shouldTakeEverySpellingOfAnOldKey() {
    for (String spelling :
        List.of("edX/DemoX/2012_Fall", "edX%2FDemoX%2F2012_Fall", "edX%2fDemoX%2f2012_Fall")) {
      assertThat(served.web().get("/v1/learners/7/things/" + spelling).text("course"))
          .isEqualTo("edX/DemoX/2012_Fall");
      assertThat(served.web().get("/v1/learners/7/things/" + spelling + "/history").text("history"))
          .isEqualTo("edX/DemoX/2012_Fall");
      assertThat(served.web().get("/v1/courses/" + spelling + "/things").text("results/0"))
          .isEqualTo("edX/DemoX/2012_Fallrow");
    }
  }

  @Test
  void shouldAcceptASlashAtTheEnd() {
    assertThat(served.web().get("/v1/learners/7/things/edX/DemoX/2012_Fall/").text("course"))
        .isEqualTo("edX/DemoX/2012_Fall");
    assertThat(
            served.web().get("/v1/learners/7/things/edX/DemoX/2012_Fall/history/").text("history"))
        .isEqualTo("edX/DemoX/2012_Fall");
    assertThat(served.web().get("/v1/courses/edX/DemoX/2012_Fall/things/").status()).isEqualTo(200);
  }

  @Test
  void shouldTakeACourseThatIsCalledHistory() {
    assertThat(served.web().get("/v1/learners/7/things/edX/DemoX/history").text("course"))
        .isEqualTo("edX/DemoX/history");
    assertThat(served.web().get("/v1/learners/7/things/edX/DemoX/history/history").text("history"))
        .isEqualTo("edX/DemoX/history");
  }
}
