package org.rollbook.chaos.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DrillVerdictTest {

  private static final Optional<Duration> LIMIT = Optional.of(Duration.ofMillis(1_200));

  @Test
  void shouldPassAResultThatIsJustGoodEnough() {
    assertThat(DrillVerdict.of(TestResults.good(), LIMIT, false).faults()).isEmpty();
    assertThat(DrillVerdict.of(TestResults.good(), LIMIT, false).isGood()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 1 wrong rows",
    "2, 2, 2 false absents",
    "3, 3, 3 partial lists",
    "4, 4, 4 bounds broken",
    "5, 5, 5 writes not read back",
    "6, 121, '121 reads refused of 120000, more than 0.1 %'",
    "7, 1201, 'a key unreadable for 1201 ms, longer than 1200 ms'",
  })
  void shouldFailForEachColumnAndNameIt(int column, long number, String fault) {
    var verdict = DrillVerdict.of(TestResults.with(column, number), LIMIT, false);

    assertThat(verdict.faults()).containsExactly("enrollments/kill: " + fault);
    assertThat(verdict.isGood()).isFalse();
  }

  @Test
  void shouldAllowRefusalsWhereTheyAreTheOnlyRightAnswer() {
    assertThat(DrillVerdict.of(TestResults.with(6, 99_999), LIMIT, true).isGood()).isTrue();
  }

  @Test
  void shouldFailIfNothingWasRead() {
    assertThat(DrillVerdict.of(TestResults.with(0, 0), LIMIT, false).faults())
        .contains("enrollments/kill: nothing was read");
  }

  @Test
  void shouldIgnoreHowLongAKeyIsUnreadableWhereThatIsNotBounded() {
    assertThat(DrillVerdict.of(TestResults.with(7, 99_999), Optional.empty(), false).isGood())
        .isTrue();
  }
}
