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

final class BoardTest {

  private static final Instant NOW = Instant.parse("2026-08-20T12:34:56.789Z");

  private final ByteArrayOutputStream told = new ByteArrayOutputStream();
  private final Board board =
      new Board(
          new Console(new PrintStream(told, true, StandardCharsets.UTF_8)),
          Clock.fixed(NOW, ZoneOffset.UTC),
          List.of("curl a"));

  @Test
  void shouldTellTheFiguresInOneLine() {
    board.reported(figures(200, 0, 0));
    assertThat(told())
        .isEqualTo(
            "12:34:56  49.8 events/s · answers 0.90 s behind now (worst 1.40) · event to answer"
                + " 0.12 s (worst 0.31) · agreement 200/200\n");
  }

  @Test
  void shouldTellRefusalsAndFailuresApart() {
    board.reported(figures(150, 3, 2));
    assertThat(told()).endsWith("agreement 150/150 · 3 refused · 2 failed\n");
  }

  @Test
  void shouldTellTheFirstDisagreementsOfEachReport() {
    for (int i = 1; i <= 5; i++) {
      board.disagreed("key " + i);
    }
    board.reported(figures(0, 0, 0));
    board.disagreed("key 6");
    assertThat(told().lines().filter(line -> line.startsWith("DISAGREES")))
        .containsExactly(
            "DISAGREES  key 1", "DISAGREES  key 2", "DISAGREES  key 3", "DISAGREES  key 6");
  }

  @Test
  void shouldTellWhatNoClientCouldUse() {
    board.failed("http://localhost:8101/v1/x answered 500");
    assertThat(told()).isEqualTo("NO ANSWER  http://localhost:8101/v1/x answered 500\n");
  }

  @Test
  void shouldTellOfAProcessThatEndedUnasked() {
    board.ready(List.of());
    board.ended("enrollments ended");
    board.stopping();
    board.ended("registry ended");
    assertThat(told()).contains("ENDED      enrollments ended\n").doesNotContain("registry ended");
  }

  @Test
  void shouldBeDegradedWhileAPartIsNotReady() {
    var dead = new Part("enrollments", Health.of(Condition.DEAD), "localhost:8101", List.of());
    assertThat(board.status(List.of(dead), 0, List.of()).phase()).isEqualTo(Phase.STARTING);
    board.ready(List.of());
    assertThat(board.status(List.of(dead), 0, List.of()).phase()).isEqualTo(Phase.DEGRADED);
    assertThat(board.status(List.of(), 0, List.of()).phase()).isEqualTo(Phase.READY);
  }

  @Test
  void shouldNotBeReadyAnyMoreOnceItStops() {
    board.stopping();
    board.ready(List.of());
    assertThat(told()).doesNotContain("Ready");
  }

  @Test
  void shouldAddUpTheAgreementOfTheWholeRun() {
    board.reported(figures(200, 0, 0));
    board.reported(figures(100, 0, 0));
    var status = board.status(List.of(), 0, List.of());
    assertThat(status.whole()).isEqualTo(new Agreement(300, 300));
    assertThat(status.latest().agreed()).isEqualTo(100);
  }

  @Test
  void shouldShowBetterCommandsOnceTheyAreKnown() {
    board.ready(List.of("curl b"));
    var status = board.status(List.of(), 0, List.of());
    assertThat(status.phase()).isEqualTo(Phase.READY);
    assertThat(status.curls()).containsExactly("curl b");
    assertThat(told()).contains("Ready after 0 s").contains("  curl b\n");
  }

  private String told() {
    return told.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
  }

  private static Figures figures(int agreed, int refused, int failed) {
    var age = new Spread(Duration.ofMillis(900), Duration.ofMillis(1400));
    var visibleAfter = new Spread(Duration.ofMillis(120), Duration.ofMillis(310));
    return new Figures(
        49.84, Optional.of(age), Optional.of(visibleAfter), agreed, 0, 0, refused, failed);
  }
}
