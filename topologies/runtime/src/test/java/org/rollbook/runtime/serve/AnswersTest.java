package org.rollbook.runtime.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.rollbook.runtime.serve.query.Answer;
import org.rollbook.runtime.serve.query.Bounds;
import org.rollbook.runtime.serve.query.Freshness;
import org.rollbook.runtime.serve.query.Refusal;
import org.rollbook.runtime.serve.query.Refusal.Reason;
import org.rollbook.runtime.serve.query.ServedBy;
import org.rollbook.testkit.web.Reply;

final class AnswersTest {

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

  private static Reply answering(Answer<String> answer, String... headers) {
    served.view().row = question -> answer;
    return served.web().get(THING, headers);
  }

  private static Bounds boundsOf(String... headers) {
    AtomicReference<Bounds> bounds = new AtomicReference<>();
    served.view().row =
        question -> {
          bounds.set(question.bounds());
          return new Answer.Found<>("row", ScriptedView.FRESH);
        };
    served.web().get(THING, headers);
    return bounds.get();
  }

  @Test
  void shouldStateTheFreshnessOfAFoundRow() {
    Reply reply = answering(new Answer.Found<>("row", ScriptedView.FRESH));

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.header("Content-Type")).isEqualTo("application/json");
    assertThat(reply.header("Rollbook-As-Of")).isEqualTo("2026-08-20T12:40:00.500000Z");
    assertThat(reply.header("Rollbook-Served-By")).isEqualTo("active one:8201");
    assertThat(reply.header("Rollbook-Complete-Since")).isEqualTo("2026-08-01T00:00:00Z");
    assertThat(reply.header("Cache-Control")).isEqualTo("private, no-cache");
    assertThat(reply.header("Vary")).isEqualTo("Authorization, Accept, Accept-Encoding");
  }

  @Test
  void shouldNotStateSinceWhenAnIncompleteViewIsComplete() {
    var standby =
        new Freshness(
            Instant.parse("2026-08-20T12:40:00Z"),
            new ServedBy(ServedBy.Role.STANDBY, "two:8201"),
            Optional.empty());

    Reply reply = answering(new Answer.Found<>("row", standby));

    assertThat(reply.header("Rollbook-As-Of")).isEqualTo("2026-08-20T12:40:00Z");
    assertThat(reply.header("Rollbook-Served-By")).isEqualTo("standby two:8201");
    assertThat(reply.header("Rollbook-Complete-Since")).isNull();
  }

  @Test
  void shouldPromiseAbsenceAsOfATime() {
    Reply reply = answering(new Answer.Missing<>(ScriptedView.FRESH));

    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(reply.text("type")).endsWith("/problems/absent");
    assertThat(reply.text("status")).isEqualTo("404");
    assertThat(reply.header("Rollbook-As-Of")).isEqualTo("2026-08-20T12:40:00.500000Z");
    assertThat(reply.header("Cache-Control")).isEqualTo("private, no-cache");
  }

  @Test
  void shouldRefuseWithAReasonAndWhenToAskAgain() {
    for (Reason reason : Reason.values()) {
      Reply reply =
          answering(new Answer.NotReady<>(new Refusal(reason, "because", Duration.ofMillis(1500))));

      assertThat(reply.status()).isEqualTo(503);
      // Callers do not choose the instance: to them it is the same.
      Reason seen = reason == Reason.NOT_HERE ? Reason.NOT_READY : reason;
      assertThat(reply.text("type"))
          .endsWith("/problems/" + seen.name().toLowerCase(Locale.ROOT).replace('_', '-'));
      assertThat(reply.text("detail")).isEqualTo("because");
      assertThat(reply.header("Retry-After")).isEqualTo("2");
      assertThat(reply.header("Rollbook-As-Of")).isNull();
    }
  }

  @Test
  void shouldTakeTheBoundFromTheCallerOrElseTheSetting() {
    assertThat(boundsOf()).isEqualTo(new Bounds(Duration.ofMinutes(5), false));
    assertThat(boundsOf("Rollbook-Max-Staleness", "5").maxStaleness())
        .isEqualTo(Duration.ofSeconds(5));
    assertThat(boundsOf("Rollbook-Max-Staleness", "0").maxStaleness()).isZero();
    assertThat(boundsOf("Rollbook-Max-Staleness", "99999999999999999999").maxStaleness())
        .isGreaterThan(Duration.ofDays(365));
  }

  @Test
  void shouldRefuseABoundThatIsNoNumberOfSeconds() {
    for (String wrong : List.of("-1", "1.5", "PT5S", "soon")) {
      Reply reply = served.web().get(THING, "Rollbook-Max-Staleness", wrong);

      assertThat(reply.status()).isEqualTo(400);
      assertThat(reply.text("type")).endsWith("/problems/invalid-parameter");
      assertThat(reply.text("parameter")).isEqualTo("Rollbook-Max-Staleness");
    }
  }

  @Test
  void shouldBeLenientWhenAskedToAndConfirmIt() {
    assertThat(boundsOf("Prefer", "respond-async, Handling=\"lenient\"; x=y").lenient()).isTrue();
    assertThat(boundsOf("Prefer", "foo", "Prefer", "handling=lenient").lenient()).isTrue();
    assertThat(boundsOf("Prefer", "handling=strict, handling=lenient").lenient()).isFalse();
    assertThat(
            answering(new Answer.Missing<>(ScriptedView.FRESH), "Prefer", "handling=lenient")
                .header("Preference-Applied"))
        .isEqualTo("handling=lenient");
    assertThat(answering(new Answer.Missing<>(ScriptedView.FRESH)).header("Preference-Applied"))
        .isNull();
  }

  @Test
  void shouldAnswer304WhileTheRowIsTheSame() {
    String tag =
        answering(new Answer.Found<>("row", ScriptedView.FRESH))
            .headers()
            .firstValue("ETag")
            .orElseThrow();
    assertThat(tag).startsWith("W/\"");
    String strong = tag.substring("W/".length());
    for (String named : List.of(tag, "*", strong, "\"a,b\", W/\"c\" ," + tag)) {
      Reply reply =
          answering(new Answer.Found<>("row", ScriptedView.FRESH), "If-None-Match", named);

      assertThat(reply.status()).as(named).isEqualTo(304);
      assertThat(reply.body()).isEmpty();
      assertThat(reply.header("ETag")).isEqualTo(tag);
      assertThat(reply.header("Rollbook-As-Of")).isNotNull();
      assertThat(reply.header("Cache-Control")).isEqualTo("private, no-cache");
      assertThat(reply.header("Vary")).isEqualTo("Authorization, Accept, Accept-Encoding");
    }
    assertThat(answering(new Answer.Found<>("other", ScriptedView.FRESH), "If-None-Match", tag))
        .satisfies(reply -> assertThat(reply.status()).isEqualTo(200))
        .satisfies(reply -> assertThat(reply.header("ETag")).isNotEqualTo(tag));
  }

  /// One weak tag for all of them, since it is made before the body is compressed.
  @Test
  void shouldAnswer304WhateverEncodingIsAccepted() {
    String row = "x".repeat(10_000);
    Reply plain = answering(new Answer.Found<>(row, ScriptedView.FRESH));
    String tag = String.valueOf(plain.header("ETag"));
    Reply compressed =
        answering(new Answer.Found<>(row, ScriptedView.FRESH), "Accept-Encoding", "gzip");

    assertThat(plain.header("Content-Encoding")).isNull();
    assertThat(compressed.header("Content-Encoding")).isEqualTo("gzip");
    assertThat(compressed.header("ETag")).isEqualTo(tag);
    assertThat(compressed.header("Vary")).contains("Accept-Encoding");
    assertThat(
            answering(
                    new Answer.Found<>(row, ScriptedView.FRESH),
                    "Accept-Encoding",
                    "gzip",
                    "If-None-Match",
                    tag)
                .status())
        .isEqualTo(304);
  }

  @Test
  void shouldAnswerHeadWithTheHeadersOfGet() {
    served.view().row = question -> new Answer.Found<>("row", ScriptedView.FRESH);

    Reply reply = served.web().ask("HEAD", THING);

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body()).isEmpty();
    assertThat(reply.header("ETag")).isEqualTo(served.web().get(THING).header("ETag"));
  }

  @Test
  void shouldBeAsFreshAsTheLeastFreshOfMany() {
    var older =
        new Freshness(
            Instant.parse("2026-08-20T12:00:00Z"),
            new ServedBy(ServedBy.Role.STANDBY, "two:8201"),
            Optional.of(Instant.parse("2026-08-02T00:00:00Z")));
    served.view().many =
        () ->
            List.of(
                new Answer.Found<>("row", ScriptedView.FRESH),
                new Answer.Missing<>(older),
                new Answer.NotReady<>(
                    new Refusal(Reason.NOT_READY, "restoring", Duration.ofSeconds(3))));

    Reply reply = served.web().post("/v1/things/lookup", "{}");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.header("Rollbook-As-Of")).isEqualTo("2026-08-20T12:00:00Z");
    assertThat(reply.header("Rollbook-Served-By")).isEqualTo("active one:8201, standby two:8201");
    assertThat(reply.header("Rollbook-Complete-Since")).isEqualTo("2026-08-02T00:00:00Z");
    assertThat(reply.header("Retry-After")).isEqualTo("3");
  }
}
