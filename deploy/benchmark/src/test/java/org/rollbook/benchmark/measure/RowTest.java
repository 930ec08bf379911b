package org.rollbook.benchmark.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.rollbook.benchmark.measure.Row.Ratio;

final class RowTest {

  private static final List<Turn<Double>> TURNS =
      List.of(new Turn<>(100.0, 50.0), new Turn<>(90.0, 90.0), new Turn<>(120.0, 40.0));

  @Test
  void shouldTakeTheRatioOfEachRoundAndNotOfTheMedians() {
    Row row = row(Ratio.TIMES_AS_MUCH, Aim.atLeast(2));

    assertThat(row.ours()).isEqualTo(new Spread(100, 90, 120));
    assertThat(row.theirs()).isEqualTo(new Spread(50, 40, 90));
    assertThat(row.ratio()).isEqualTo(new Spread(2, 1, 3));
    assertThat(row.met()).isTrue();
  }

  @Test
  void shouldSayOfTimesHowManyTimesAsFastOursAre() {
    Row row = row(Ratio.TIMES_AS_FAST, Aim.atLeast(0.7));

    assertThat(row.ratio().median()).isEqualTo(0.5);
    assertThat(row.met()).isFalse();
  }

  @Test
  void shouldMeetALimitThatMustNotBePassed() {
    assertThat(row(Ratio.TIMES_AS_MUCH, Aim.atMost(1.3)).met()).isFalse();
    assertThat(row(Ratio.TIMES_AS_MUCH, Aim.atMost(2)).met()).isTrue();
  }

  @Test
  void shouldSayOfTimesHowManyCommitIntervalsMoreOursAre() {
    Row row = row(Ratio.COMMIT_INTERVALS_MORE, Aim.atMost(3));

    assertThat(row.ratio()).isEqualTo(new Spread(0.5, 0, 0.8));
    assertThat(row.met()).isTrue();
  }

  @Test
  void shouldBeWrittenForPeopleAndForPrograms() {
    Row row = row(Ratio.TIMES_AS_MUCH, Aim.atLeast(2));

    assertThat(Table.of(List.of(row)))
        .contains("point      16 connections  requests/s  100 (90.00 - 120)")
        .endsWith(">= 2.0  yes\n");
    assertThat(ResultsJson.array(List.of(row)))
        .hasToString(
            """
            [{"benchmark":"point","beside":"16 connections","unit":"requests/s",\
            "ours":{"median":100.0,"min":90.0,"max":120.0},\
            "theirs":{"median":50.0,"min":40.0,"max":90.0},\
            "ratio":{"median":2.0,"min":1.0,"max":3.0},"aim":">= 2.0","met":true}]\
            """);
  }

  private static Row row(Ratio ratio, Aim aim) {
    return Row.of("point", "16 connections", "requests/s", TURNS, Double::doubleValue, ratio, aim);
  }
}
