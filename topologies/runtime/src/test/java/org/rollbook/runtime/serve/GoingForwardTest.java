package org.rollbook.runtime.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.rollbook.runtime.ingest.rejected.RejectedEvent;
import org.rollbook.runtime.serve.query.Answer;
import org.rollbook.runtime.serve.query.Refusal;
import org.rollbook.runtime.serve.query.Refusal.Reason;
import org.rollbook.runtime.serve.question.Question;
import org.rollbook.testkit.web.Reply;

/// `Rollbook-Min-As-Of`, `Rollbook-If-Applied` and `Prefer: wait`, through a real server.
final class GoingForwardTest {

  private static final String THING = "/v1/learners/7/things/course-v1:edX+DemoX+Demo";
  private static final String LIST = "/v1/courses/course-v1:edX+DemoX+Demo/things";
  private static final Answer<String> FOUND = new Answer.Found<>("row", ScriptedView.FRESH);

  private static ServedView served;

  @BeforeAll
  static void start() {
    var rejected = new RejectedEvent("bad-course-key", "rollbook.dead-letters.v1", 3, 17);
    served = ServedView.knowing(id -> Optional.of(rejected).filter(_ -> id.equals("broken")));
  }

  @AfterAll
  static void stop() {
    served.close();
  }

  private static Answer<String> refusing(Reason reason) {
    return new Answer.NotReady<>(new Refusal(reason, "because", Duration.ofSeconds(1)));
  }

  private static void answerInTurn(List<Answer<String>> answers) {
    Iterator<Answer<String>> next = answers.iterator();
    served.view().row = _ -> next.next();
  }

  private static Question questionOf(String... headers) {
    AtomicReference<Question> asked = new AtomicReference<>();
    served.view().row =
        question -> {
          asked.set(question);
          return FOUND;
        };
    assertThat(served.web().get(THING, headers).status()).isEqualTo(200);
    return asked.get();
  }

  private static void assertRefused(Reply reply, String parameter) {
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.text("type")).endsWith("/problems/invalid-parameter");
    assertThat(reply.text("parameter")).isEqualTo(parameter);
  }

  @Test
  void shouldTakeTheLeastAsOfThatTheCallerAccepts() {
    assertThat(questionOf().bounds().minAsOf()).isEmpty();
    for (String spelled :
        List.of(
            "2026-08-20T12:40:00.5Z",
            "2026-08-20t12:40:00.500000z",
            "2026-08-20T14:40:00.5+02:00")) {
      assertThat(questionOf("Rollbook-Min-As-Of", spelled).bounds().minAsOf())
          .contains(Instant.parse("2026-08-20T12:40:00.500Z"));
    }
  }

  @Test
  void shouldRefuseALeastAsOfThatIsNoTime() {
    for (String wrong :
        List.of(
            "", "now", "2026-08-20", "2026-08-20T12:40:00", "2026-02-30T12:40:00Z", "1755693600")) {
      assertRefused(served.web().get(THING, "Rollbook-Min-As-Of", wrong), "Rollbook-Min-As-Of");
    }
    assertRefused(
        served
            .web()
            .get(
                THING,
                "Rollbook-Min-As-Of",
                "2026-08-20T12:40:00Z",
                "Rollbook-Min-As-Of",
                "2026-08-20T12:40:00Z"),
        "Rollbook-Min-As-Of");
  }

  @Test
  void shouldTakeTheEventThatMustHaveBeenReceived() {
    assertThat(questionOf().bounds().ifApplied()).isEmpty();
    assertThat(questionOf("Rollbook-If-Applied", "67e1bd4a-e742-11f1").bounds().ifApplied())
        .contains("67e1bd4a-e742-11f1");
    assertThat(questionOf("Rollbook-If-Applied", "a, \"b\" %20").bounds().ifApplied())
        .contains("a, \"b\" %20");
  }

  @Test
  void shouldReadAnIdAsUtf8() {
    AtomicReference<Optional<String>> id = new AtomicReference<>(Optional.empty());
    served.view().row =
        question -> {
          id.set(question.bounds().ifApplied());
          return FOUND;
        };

    // The bytes of the id: the client writes each character as one byte.
    served
        .web()
        .raw(
            "GET %s HTTP/1.1\r\nHost: x\r\nConnection: close\r\nRollbook-If-Applied: \u00c3\u00a9\r\n\r\n"
                .formatted(THING));

    assertThat(id.get()).contains("\u00e9");
  }

  @Test
  void shouldRefuseWhatCannotBeAnEventsId() {
    for (String wrong : List.of("", "i".repeat(256))) {
      assertRefused(served.web().get(THING, "Rollbook-If-Applied", wrong), "Rollbook-If-Applied");
    }
    assertRefused(
        served.web().get(THING, "Rollbook-If-Applied", "1", "Rollbook-If-Applied", "2"),
        "Rollbook-If-Applied");
    assertThat(
            served
                .web()
                .raw(
                    "GET %s HTTP/1.1\r\nHost: x\r\nConnection: close\r\nRollbook-If-Applied: \u00c3\r\n\r\n"
                        .formatted(THING)))
        .startsWith("HTTP/1.1 400");
  }

  @Test
  void shouldTakeAnEventOnlyForALearnersResources() {
    assertRefused(served.web().get(LIST, "Rollbook-If-Applied", "1"), "Rollbook-If-Applied");
    assertRefused(
        served.web().post("/v1/things/lookup", "{}", "Rollbook-If-Applied", "1"),
        "Rollbook-If-Applied");
    assertThat(served.web().get(LIST, "Rollbook-Min-As-Of", "2026-08-20T12:40:00Z").status())
        .isEqualTo(200);
  }

  @Test
  void shouldLimitAWaitToHalfAMinuteAndStateTheLimit() {
    assertThat(questionOf("Prefer", "wait=2").patience()).contains(Duration.ofSeconds(2));
    assertThat(questionOf("Prefer", "wait=99999999999999999999").patience())
        .contains(Duration.ofSeconds(30));
    assertThat(questionOf().patience()).isEmpty();
    assertThat(served.web().get(THING, "Prefer", "wait=2").header("Preference-Applied"))
        .isEqualTo("wait=2");
    assertThat(
            served
                .web()
                .get(THING, "Prefer", "handling=lenient, wait=31")
                .header("Preference-Applied"))
        .isEqualTo("handling=lenient, wait=30");
  }

  @Test
  void shouldRefuseAWaitThatIsNoNumberOfSeconds() {
    for (String wrong : List.of("wait", "wait=", "wait=-1", "wait=1.5", "wait=soon")) {
      assertRefused(served.web().get(THING, "Prefer", wrong), "Prefer: wait");
    }
  }

  @Test
  void shouldRefuseAtOnceUnlessAskedToWait() {
    answerInTurn(List.of(refusing(Reason.NOT_YET_APPLIED)));

    Reply reply = served.web().get(THING, "Rollbook-If-Applied", "1");

    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.text("type")).endsWith("/problems/not-yet-applied");
    assertThat(reply.header("Retry-After")).isEqualTo("1");
    assertThat(reply.header("Rollbook-As-Of")).isNull();
  }

  @Test
  void shouldWaitUntilThereIsAnAnswer() {
    answerInTurn(
        List.of(
            refusing(Reason.NOT_YET_APPLIED),
            refusing(Reason.NOT_READY),
            refusing(Reason.STALE),
            FOUND));

    Reply reply = served.web().get(THING, "Rollbook-If-Applied", "1", "Prefer", "wait=20");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.header("Preference-Applied")).isEqualTo("wait=20");
  }

  @Test
  void shouldNotWaitForWhatWillNotCome() {
    for (Reason reason : List.of(Reason.INCOMPLETE, Reason.OVERLOADED)) {
      answerInTurn(List.of(refusing(reason)));

      assertThat(served.web().get(THING, "Prefer", "wait=20").status()).isEqualTo(503);
    }
  }

  @Test
  void shouldRefuseWhenTheWaitIsOver() {
    AtomicInteger asked = new AtomicInteger();
    served.view().row =
        _ -> {
          asked.incrementAndGet();
          return refusing(Reason.STALE);
        };

    Reply reply = served.web().get(THING, "Prefer", "wait=1");

    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.text("type")).endsWith("/problems/stale");
    assertThat(reply.header("Retry-After")).isEqualTo("1");
    assertThat(reply.header("Preference-Applied")).isEqualTo("wait=1");
    assertThat(asked).hasValueGreaterThan(1);
  }

  @Test
  void shouldWaitUntilEachOfManyIsAnswered() {
    var refused = new AtomicReference<>(List.of(FOUND, refusing(Reason.STALE)));
    served.view().many =
        () -> refused.getAndSet(List.of(FOUND, new Answer.Missing<>(ScriptedView.FRESH)));

    Reply reply = served.web().post("/v1/things/lookup", "{}", "Prefer", "wait=20");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.header("Retry-After")).isNull();
    assertThat(reply.body()).contains("Missing");
  }

  @Test
  void shouldReportAtOnceThatAnEventWasRejected() {
    answerInTurn(List.of(refusing(Reason.NOT_YET_APPLIED)));

    Reply reply = served.web().get(THING, "Rollbook-If-Applied", "broken", "Prefer", "wait=20");

    assertThat(reply.status()).isEqualTo(409);
    assertThat(reply.text("type")).endsWith("/problems/event-rejected");
    assertThat(reply.text("detail")).contains("bad-course-key", "rollbook.dead-letters.v1-3@17");
    assertThat(reply.header("Retry-After")).isNull();
  }

  @Test
  void shouldServeAnEventThatWasReceivedAfterAll() {
    answerInTurn(List.of(FOUND));

    assertThat(served.web().get(THING, "Rollbook-If-Applied", "broken").status()).isEqualTo(200);
  }

  @Test
  void shouldLetOthersReadWhileMoreWaitThanMayRead()
      throws InterruptedException, ExecutionException {
    int waiting = ServedView.SETTINGS.concurrentReads() + 1;
    var asked = new CountDownLatch(waiting);
    var there = new AtomicReference<>(refusing(Reason.STALE));
    served.view().row =
        question -> {
          if (question.patience().isEmpty()) {
            return FOUND;
          }
          asked.countDown();
          return there.get();
        };
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Reply>> responses =
          IntStream.range(0, waiting)
              .mapToObj(_ -> clients.submit(() -> served.web().get(THING, "Prefer", "wait=20")))
              .toList();
      asked.await();

      assertThat(served.web().get(THING).status()).isEqualTo(200);
      there.set(FOUND);

      for (Future<Reply> reply : responses) {
        assertThat(reply.get().status()).isEqualTo(200);
      }
    }
  }

  @Test
  void shouldAnswerThoseWhoWaitWhenItCloses() throws InterruptedException, ExecutionException {
    var asked = new CountDownLatch(1);
    try (ExecutorService client = Executors.newVirtualThreadPerTaskExecutor();
        var closing = ServedView.start()) {
      closing.view().row =
          _ -> {
            asked.countDown();
            return refusing(Reason.STALE);
          };
      Future<Reply> reply = client.submit(() -> closing.web().get(THING, "Prefer", "wait=30"));
      asked.await();

      closing.server().close();

      assertThat(reply.get().status()).isEqualTo(503);
    }
  }
}
