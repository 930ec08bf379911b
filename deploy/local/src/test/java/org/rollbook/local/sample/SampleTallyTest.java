package org.rollbook.local.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.rollbook.local.sample.Figures.Spread;
import org.rollbook.testkit.campus.TruthJudgement.Fault;
import org.rollbook.testkit.sample.SampleOutcome;

final class SampleTallyTest {

  private static final Instant NOW = Instant.parse("2026-08-20T12:00:00Z");

  private final SampleTally tally = new SampleTally();

  @Test
  void shouldCountEachOutcomeSeparately() {
    tally.add(new SampleOutcome.Agreed(NOW), NOW);
    tally.add(new SampleOutcome.Agreed(NOW), NOW);
    tally.add(new SampleOutcome.Disagreed(NOW, Fault.WRONG_ROW, "why"), NOW);
    tally.add(new SampleOutcome.Undecided(NOW), NOW);
    tally.add(new SampleOutcome.Refused("problem"), NOW);
    tally.add(new SampleOutcome.Failed("why"), NOW);
    var figures = tally.take(1);
    assertThat(figures.agreed()).isEqualTo(2);
    assertThat(figures.judged()).isEqualTo(3);
    assertThat(figures.undecided()).isEqualTo(1);
    assertThat(figures.refused()).isEqualTo(1);
    assertThat(figures.failed()).isEqualTo(1);
  }

  @Test
  void shouldReportTheMedianAndTheWorstAge() {
    for (int seconds : new int[] {9, 1, 2}) {
      tally.add(new SampleOutcome.Agreed(NOW.minusSeconds(seconds)), NOW);
    }
    assertThat(tally.take(1).age())
        .contains(new Spread(Duration.ofSeconds(2), Duration.ofSeconds(9)));
  }

  @Test
  void shouldBeginAnewAfterEachReport() {
    tally.add(new SampleOutcome.Agreed(NOW), NOW);
    tally.addVisibleAfter(Duration.ofMillis(5));
    tally.take(1);
    assertThat(tally.take(0)).isEqualTo(Figures.NONE);
  }
}
