package org.rollbook.chaos.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DrillTableTest {

  @Test
  void shouldShowALineForEachDrillInColumnsOfOneWidth() {
    List<String> lines =
        DrillTable.of(List.of(TestResults.good(), TestResults.with(1, 7))).lines().toList();

    assertThat(lines.get(0)).startsWith("drill").endsWith("restore ms").contains("false absent");
    assertThat(lines.get(1))
        .matches("enrollments/kill +120,000 +0 .* 120 \\(0\\.100 %\\) +1,200 +4,321 +7,000");
    assertThat(lines.get(2)).matches("enrollments/kill +120,000 +7 .*");
    assertThat(lines.subList(0, 3)).extracting(String::length).containsOnly(lines.get(0).length());
  }

  @Test
  void shouldListBelowWhyReadsWereRefused() {
    assertThat(DrillTable.of(List.of(TestResults.good())))
        .contains("refused in enrollments/kill: no-answer 20, not-ready 100\n");
  }

  @Test
  void shouldListBelowWhichInstanceDidNotAnswerInTime() {
    assertThat(DrillTable.of(List.of(TestResults.good(), TestResults.with(1, 7))))
        .containsOnlyOnce("asked again in")
        .contains("asked again in enrollments/kill after: i2 12\n");
  }
}
