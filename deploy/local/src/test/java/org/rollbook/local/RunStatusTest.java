package org.rollbook.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.rollbook.local.sample.Figures;
import org.rollbook.local.sample.Figures.Spread;
import org.rollbook.local.status.Status.Agreement;
import org.rollbook.local.status.Status.Condition;
import org.rollbook.local.status.Status.Health;
import org.rollbook.local.status.Status.Part;
import org.rollbook.local.status.Status.Phase;

final class RunStatusTest {

  private static final Instant NOW = Instant.parse("2026-08-20T12:34:56.789Z");

  private final ByteArrayOutputStream text = new ByteArrayOutputStream();
  private final RunStatus run =
      new RunStatus(
          new Console(new PrintStream(text, true, StandardCharsets.UTF_8)),
          Clock.fixed(NOW, ZoneOffset.UTC),
          List.of("curl a"));

  @Test
  void shouldPrintTheFiguresInOneLine() {
    run.reported(figures(200, 0, 0));
    assertThat(text())
        .isEqualTo(
            "12:34:56  49.8 events/s · answers 0.90 s behind now (worst 1.40) · event to answer"
                + " 0.12 s (worst 0.31) · agreement 200/200\n");
  }

  @Test
  void shouldPrintRefusalsAndFailuresSeparately() {
    run.reported(figures(150, 3, 2));
    assertThat(text()).endsWith("agreement 150/150 · 3 refused · 2 failed\n");
  }

  @Test
  void shouldPrintTheFirstDisagreementsOfEachReport() {
    for (int i = 1; i <= 5; i++) {
      run.disagreed("key " + i);
    }
    run.reported(figures(0, 0, 0));
    run.disagreed("key 6");
    assertThat(text().lines().filter(line -> line.startsWith("DISAGREES")))
        .containsExactly(
            "DISAGREES  key 1", "DISAGREES  key 2", "DISAGREES  key 3", "DISAGREES  key 6");
  }

  @Test
  void shouldPrintAnAnswerThatNoClientCouldUse() {
    run.failed("http://localhost:8101/v1/x answered 500");
    assertThat(text()).isEqualTo("NO ANSWER  http://localhost:8101/v1/x answered 500\n");
  }

  @Test
  void shouldPrintAProcessThatEndedUnasked() {
    run.ready(List.of());
    run.ended("enrollments ended");
    run.stopping();
    run.ended("registry ended");
    assertThat(text()).contains("ENDED      enrollments ended\n").doesNotContain("registry ended");
  }

  @Test
  void shouldBeDegradedWhileAPartIsNotReady() {
    var dead = new Part("enrollments", Health.of(Condition.DEAD), "localhost:8101", List.of());
    assertThat(run.status(List.of(dead), 0, List.of(), Optional.empty()).phase())
        .isEqualTo(Phase.STARTING);
    run.ready(List.of());
    assertThat(run.status(List.of(dead), 0, List.of(), Optional.empty()).phase())
        .isEqualTo(Phase.DEGRADED);
    assertThat(run.status(List.of(), 0, List.of(), Optional.empty()).phase())
        .isEqualTo(Phase.READY);
  }

  @Test
  void shouldNotBeReadyAnyMoreOnceItStops() {
    run.stopping();
    run.ready(List.of());
    assertThat(text()).doesNotContain("Ready");
  }

  @Test
  void shouldAddUpTheAgreementOfTheWholeRun() {
    run.reported(figures(200, 0, 0));
    run.reported(figures(100, 0, 0));
    var status = run.status(List.of(), 0, List.of(), Optional.empty());
    assertThat(status.whole()).isEqualTo(new Agreement(300, 300));
    assertThat(status.latest().agreed()).isEqualTo(100);
  }

  @Test
  void shouldShowBetterCommandsOnceTheyAreKnown() {
    run.ready(List.of("curl b"));
    var status = run.status(List.of(), 0, List.of(), Optional.empty());
    assertThat(status.phase()).isEqualTo(Phase.READY);
    assertThat(status.curls()).containsExactly("curl b");
    assertThat(text()).contains("Ready after 0 s").contains("  curl b\n");
  }

  private String text() {
    return text.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
  }

  private static Figures figures(int agreed, int refused, int failed) {
    var age = new Spread(Duration.ofMillis(900), Duration.ofMillis(1400));
    var visibleAfter = new Spread(Duration.ofMillis(120), Duration.ofMillis(310));
    return new Figures(
        49.84, Optional.of(age), Optional.of(visibleAfter), agreed, 0, 0, refused, failed);
  }
}
