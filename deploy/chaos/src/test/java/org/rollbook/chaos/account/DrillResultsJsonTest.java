package org.rollbook.chaos.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DrillResultsJsonTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void shouldHaveOneObjectForEachDrill() throws JsonProcessingException {
    assertThat(parsed(DrillResultsJson.array(List.of(TestResults.good()))))
        .isEqualTo(
            JSON.readTree(
                """
                [{"drill": "enrollments/kill", "reads": 120000, "wrong_rows": 0, "false_absent": 0,
                  "partial_lists": 0, "bounds_broken": 0, "writes_not_read_back": 0, "refused": 120,
                  "longest_unreadable_ms": 1200, "longest_freshness_gap_ms": 4321,
                  "restore_ms": 7000, "refused_by_reason": {"no-answer": 20, "not-ready": 100},
                  "asked_again_after": {"i2": 12}}]
                """));
  }

  @Test
  void shouldWriteThemAnew(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("target/results.json");

    DrillResultsJson.write(file, List.of(TestResults.good(), TestResults.good()));
    DrillResultsJson.write(file, List.of(TestResults.good()));

    assertThat(JSON.readTree(file.toFile()))
        .isEqualTo(parsed(DrillResultsJson.array(List.of(TestResults.good()))));
  }

  /// As a program that reads the file has it: without a difference between types of whole numbers.
  private static JsonNode parsed(JsonNode written) throws JsonProcessingException {
    return JSON.readTree(written.toString());
  }
}
