package org.rollbook.chaos.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class ReportedReadinessTest {

  @Test
  void shouldReportTheStateOfEachPartition() throws JsonProcessingException {
    var readiness =
        ReportedReadiness.read(
            new ObjectMapper()
                .readTree(
                    """
                    {"status": "ready", "views": [
                      {"view": "roster", "partitions": [
                        {"partition": 0, "state": "ready"},
                        {"partition": 1, "state": "elsewhere"},
                        {"partition": 2, "state": "restoring"},
                        {"partition": 3, "state": "standby"}]}]}
                    """));

    assertThat(readiness.ready()).isTrue();
    assertThat(readiness.hasActive("roster/0")).isTrue();
    assertThat(readiness.hasActive("roster/1")).isFalse();
    assertThat(readiness.hasStandby("roster/3")).isTrue();
    assertThat(readiness.hasStandby("roster/0")).isFalse();
    assertThat(readiness.isRestoring()).isTrue();
    assertThat(readiness.states()).containsOnlyKeys("roster/0", "roster/1", "roster/2", "roster/3");
  }
}
