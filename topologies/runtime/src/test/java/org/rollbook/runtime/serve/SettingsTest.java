package org.rollbook.runtime.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.Test;
import org.rollbook.runtime.node.metrics.QueryCounters;
import org.rollbook.runtime.serve.http.HttpSettings.Security;
import org.rollbook.runtime.serve.query.Answer;
import org.rollbook.runtime.serve.query.Page;
import org.rollbook.runtime.serve.query.PageStart;
import org.rollbook.runtime.serve.query.PageStart.Direction;
import org.rollbook.testkit.TimeLimit;
import org.rollbook.testkit.web.Reply;

final class SettingsTest {

  private static final String THING = "/v1/learners/7/things/course-v1:edX+DemoX+Demo";

  @Test
  void shouldServeBelowThePublicUrlAndLinkToIt() {
    try (var served =
        ServedView.start(ServedView.withPublicUrl("https://edx.example/rollbook/things/"))) {
      served.view().page =
          asked ->
              new Answer.Found<>(
                  new Page<>(
                      List.of("a"),
                      Optional.of(new PageStart(Bytes.wrap(new byte[] {1}), Direction.AFTER)),
                      Optional.empty()),
                  ScriptedView.FRESH);

      for (String path :
          List.of("/rollbook/things/v1/courses/a/b/c/things", "/v1/courses/a/b/c/things")) {
        assertThat(served.web().get(path).text("next"))
            .startsWith("https://edx.example/rollbook/things/v1/courses/a/b/c/things?cursor=");
      }
      assertThat(served.web().get("/rollbook/thingsv1").text("type"))
          .isEqualTo("https://edx.example/rollbook/things/problems/no-such-route");
      assertThat(served.web().get("/rollbook/things/problems/absent").status()).isEqualTo(200);
      assertThat(served.web().post("/rollbook/things/v1/things/lookup", "{}").status())
          .isEqualTo(200);
    }
  }

  @Test
  void shouldRefuseAPublicUrlThatIsNone() {
    assertThatThrownBy(() -> ServedView.withPublicUrl("/rollbook"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("/rollbook");
  }

  @Test
  void shouldReportThatTokensAreNotImplementedYet() {
    try (var served = ServedView.start(ServedView.withSecurity(Security.JWT))) {
      Reply reply = served.web().get(THING, "Authorization", "Bearer abc");

      assertThat(reply.status()).isEqualTo(401);
      assertThat(reply.text("type")).endsWith("/problems/unauthorized");
      assertThat(reply.header("WWW-Authenticate"))
          .startsWith("Bearer ")
          .contains("not implemented yet");
      assertThat(served.web().get(THING).status()).isEqualTo(200);
    }
  }

  @Test
  void shouldIgnoreTokensWhereSecurityIsOff() {
    try (var served = ServedView.start()) {
      assertThat(served.web().get(THING, "Authorization", "Bearer abc").status()).isEqualTo(200);
    }
  }

  @Test
  void shouldRefuseMoreQuestionsAtOnceThanItTakes() throws Exception {
    var asked = new CountDownLatch(4);
    var answer = new CountDownLatch(1);
    var meters = new SimpleMeterRegistry();
    try (var served = ServedView.start(ServedView.SETTINGS, new QueryCounters(meters));
        var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      served.view().row =
          question -> {
            asked.countDown();
            await(answer);
            return new Answer.Found<>("row", ScriptedView.FRESH);
          };
      List<Future<Reply>> under =
          java.util.stream.IntStream.range(0, 4)
              .mapToObj(caller -> callers.submit(() -> served.web().get(THING)))
              .toList();
      await(asked);

      Reply refused = served.web().get(THING);
      answer.countDown();

      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.text("type")).endsWith("/problems/overloaded");
      assertThat(refused.header("Retry-After")).isEqualTo("1");
      assertThat(meters.get("rollbook.queries.overloaded").counter().count()).isEqualTo(1);
      for (Future<Reply> each : under) {
        assertThat(each.get().status()).isEqualTo(200);
      }
      assertThat(served.web().get(THING).status()).isEqualTo(200);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(TimeLimit.AMPLE.toSeconds(), java.util.concurrent.TimeUnit.SECONDS))
          .isTrue();
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }
}
