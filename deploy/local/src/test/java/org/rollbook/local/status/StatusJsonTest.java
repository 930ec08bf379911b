package org.rollbook.local.status;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

final class StatusJsonTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void shouldHaveEverything() throws JsonProcessingException {
    var expected =
        JSON.readTree(
            """
            {"phase": "ready",
             "parts": [{"name": "enrollments", "condition": "ready", "detail": "",
                        "address": "http://localhost:8101",
                        "links": {"docs": "http://localhost:8101/docs"}},
                       {"name": "reconciler", "condition": "ready", "detail": "",
                        "address": "http://localhost:8107", "links": {}}],
             "curls": ["curl -s http://localhost:8101/v1/courses/a?b&c"],
             "events": {"published": 12345, "per_second": 49.8},
             "answers": {"agreed": 198, "judged": 199, "undecided": 3, "refused": 4, "failed": 5,
                         "age_seconds": {"median": 0.9, "worst": 1.41},
                         "visible_after_seconds": null},
             "since_start": {"agreed": 1998, "judged": 1999},
             "drift": {"events_lost": 12, "found": 7, "repaired": 6, "suspected": 2},
             "largest_courses": [{"course_key": "course-v1:CampusX+C0+2026",
                                  "active": 1034, "total": 1234}]}
            """);
    assertThat(JSON.readTree(StatusJson.of(TestStatus.busy()).toString())).isEqualTo(expected);
  }
}
