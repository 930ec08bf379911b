package org.rollbook.benchmark.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.rollbook.benchmark.measure.ResultRow.Spread;
import org.rollbook.benchmark.measure.Rounds.PairedRun;

final class ResultRowTest {

  private static final String UNIT = "requests/s";

  private static final List<PairedRun<Double>> RUNS =
      List.of(
          new PairedRun<>(100.0, 50.0), new PairedRun<>(90.0, 90.0), new PairedRun<>(120.0, 40.0));

  @Test
  void shouldComputeTheRatioOfEachRoundAndNotOfTheMedians() {
    ResultRow row = timesAsMuch(Aim.atLeast(2));

    assertThat(row.ours()).isEqualTo(new Spread(100, 90, 120));
    assertThat(row.theirs()).isEqualTo(new Spread(50, 40, 90));
    assertThat(row.ratio()).isEqualTo(new Spread(2, 1, 3));
    assertThat(row.met()).isTrue();
  }

  @Test
  void shouldDivideTheirTimesByOursForSpeed() {
    ResultRow row = row(Figure.timesAsFast(UNIT, Double::doubleValue, Aim.atLeast(0.7)));

    assertThat(row.ratio().median()).isEqualTo(0.5);
    assertThat(row.met()).isFalse();
  }

  @Test
  void shouldMeetAnUpperLimit() {
    assertThat(timesAsMuch(Aim.atMost(1.3)).met()).isFalse();
    assertThat(timesAsMuch(Aim.atMost(2)).met()).isTrue();
  }

  @Test
  void shouldAlwaysMeetNoAim() {
    assertThat(timesAsMuch(Aim.NONE).met()).isTrue();
    assertThat(Aim.NONE).hasToString("none");
  }

  @Test
  void shouldSubtractTimesInCommitIntervals() {
    ResultRow row = row(Figure.commitIntervalsMore(UNIT, Double::doubleValue, Aim.atMost(3)));

    assertThat(row.ratio()).isEqualTo(new Spread(0.5, 0, 0.8));
    assertThat(row.met()).isTrue();
  }

  @Test
  void shouldBeWrittenForPeopleAndForPrograms() {
    ResultRow row = timesAsMuch(Aim.atLeast(2));

    assertThat(Results.table(List.of(row)))
        .contains("point      16 connections  requests/s  100 (90.00 - 120)")
        .endsWith(">= 2.0  yes\n");
    assertThat(Results.json(List.of(row)))
        .hasToString(
            """
            [{"benchmark":"point","beside":"16 connections","unit":"requests/s",\
            "ours":{"median":100.0,"min":90.0,"max":120.0},\
            "theirs":{"median":50.0,"min":40.0,"max":90.0},\
            "ratio":{"median":2.0,"min":1.0,"max":3.0},"aim":">= 2.0","met":true}]\
            """);
  }

  private static ResultRow timesAsMuch(Aim aim) {
    return row(Figure.timesAsMuch(UNIT, Double::doubleValue, aim));
  }

  private static ResultRow row(Figure<Double> figure) {
    return ResultRow.of("point", "16 connections", RUNS, figure);
  }
}
