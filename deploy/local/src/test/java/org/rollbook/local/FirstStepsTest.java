package org.rollbook.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.rollbook.local.settings.LocalSettings;
import org.rollbook.model.CourseKey;
import org.rollbook.model.LearnerId;
import org.rollbook.testkit.campus.EnrollmentKey;

final class FirstStepsTest {

  @Test
  void shouldAskAboutAKnownEnrollment() {
    var key = new EnrollmentKey(new LearnerId(7), new CourseKey("ccx-v1:edX+A+1+ccx@2"));
    assertThat(FirstSteps.curls(LocalSettings.from(Map.of()), key))
        .containsExactly(
            "curl -i http://localhost:8101/v1/learners/7/enrollments/ccx-v1:edX+A+1+ccx@2",
            "curl -s http://localhost:8101/v1/learners/7/enrollments/ccx-v1:edX+A+1+ccx@2/history",
            "curl -s http://localhost:8101/v1/courses/ccx-v1:edX+A+1+ccx@2/enrollment-counts");
  }

  @Test
  void shouldSpellOldKeysSoThatAShellTakesThem() {
    var key = new EnrollmentKey(new LearnerId(7), new CourseKey("ŁódźX/A/1"));
    assertThat(FirstSteps.curls(LocalSettings.from(Map.of()), key).getFirst())
        .endsWith("/v1/learners/7/enrollments/%C5%81%C3%B3d%C5%BAX%2FA%2F1");
  }

  @Test
  void shouldAskTheRegistryWhereNoTopologyRuns() {
    var settings = LocalSettings.from(Map.of("local.topologies", ""));
    assertThat(FirstSteps.curls(settings, FirstSteps.NOBODY))
        .containsExactly("curl -s http://localhost:8081/apis/ccompat/v7/subjects");
  }
}
