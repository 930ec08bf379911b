package org.rollbook.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.rollbook.local.settings.LocalSettings;
import org.rollbook.model.CourseKey;
import org.rollbook.model.LearnerId;
import org.rollbook.testkit.campus.CampusEnrollmentKey;

final class FirstStepsTest {

  @Test
  void shouldAskAboutKnownRows() {
    var enrolled = new CampusEnrollmentKey(new LearnerId(7), new CourseKey("ccx-v1:edX+A+1+ccx@2"));
    var graded = new CampusEnrollmentKey(new LearnerId(8), new CourseKey("course-v1:edX+B+1"));
    var known = new FirstSteps.Known(Optional.of(enrolled), Optional.of(graded));
    assertThat(FirstSteps.curls(LocalSettings.from(Map.of()), known))
        .containsExactly(
            "curl -i http://localhost:8101/v1/learners/7/enrollments/ccx-v1:edX+A+1+ccx@2",
            "curl -s http://localhost:8101/v1/learners/7/enrollments/ccx-v1:edX+A+1+ccx@2/history",
            "curl -s http://localhost:8101/v1/courses/ccx-v1:edX+A+1+ccx@2/enrollment-counts",
            "curl -i http://localhost:8102/v1/learners/8/grades/course-v1:edX+B+1",
            "curl -s http://localhost:8102/v1/learners/8/grades/course-v1:edX+B+1/history",
            "curl -s http://localhost:8102/v1/courses/course-v1:edX+B+1/grade-distribution");
  }

  @Test
  void shouldEscapeOldKeysForAShell() {
    var key = new CampusEnrollmentKey(new LearnerId(7), new CourseKey("ŁódźX/A/1"));
    var known = new FirstSteps.Known(Optional.of(key), Optional.empty());
    assertThat(FirstSteps.curls(LocalSettings.from(Map.of()), known).getFirst())
        .endsWith("/v1/learners/7/enrollments/%C5%81%C3%B3d%C5%BAX%2FA%2F1");
  }

  @Test
  void shouldAskOnlyRunningTopologies() {
    var settings = LocalSettings.from(Map.of("local.topologies", "grades"));
    assertThat(FirstSteps.curls(settings, FirstSteps.Known.NOTHING))
        .hasSize(3)
        .allMatch(curl -> curl.contains("http://localhost:8102/"));
  }

  @Test
  void shouldAskTheRegistryIfNoTopologyRuns() {
    var settings = LocalSettings.from(Map.of("local.topologies", ""));
    assertThat(FirstSteps.curls(settings, FirstSteps.Known.NOTHING))
        .containsExactly("curl -s http://localhost:8081/apis/ccompat/v7/subjects");
  }
}
