package org.rollbook.reconciler.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.rollbook.runtime.settings.WrongSetting;

class ReconcilerSettingsTest {

  private static final Map<String, String> LEAST =
      Map.of(
          "ROLLBOOK_LMS_DATABASE_URL", "jdbc:mysql://db/openedx",
          "ROLLBOOK_LMS_DATABASE_USERNAME", "rollbook");

  @Test
  void shouldReportAndNotRepairUnlessAsked() {
    ReconcilerSettings settings = ReconcilerSettings.from(LEAST, "here");

    assertThat(settings.mode()).isEqualTo(Mode.REPORT);
    assertThat(settings.interval()).isEqualTo(Duration.ofMinutes(15));
    assertThat(settings.margin()).isEqualTo(Duration.ofMinutes(10));
    assertThat(settings.maxReplicaLag()).isEqualTo(Duration.ofSeconds(30));
    assertThat(settings.maxThreadsRunning()).isEqualTo(25);
    assertThat(settings.views())
        .containsExactly(URI.create("http://localhost:8101"), URI.create("http://localhost:8102"));
    assertThat(settings.common().port()).isEqualTo(8107);
    assertThat(settings.common().managementPort()).isEqualTo(8207);
  }

  @Test
  void shouldNameTheSettingThatIsWrong() {
    assertRefused("ROLLBOOK_LMS_DATABASE_URL", "", "must be set");
    assertRefused("ROLLBOOK_LMS_DATABASE_URL", "jdbc:oracle:thin:x", "jdbc:postgresql://");
    assertRefused("ROLLBOOK_LMS_DATABASE_USERNAME", "", "must be set");
    assertRefused("ROLLBOOK_RECONCILE", "mend", "report or repair");
    assertRefused("ROLLBOOK_RECONCILE_MARGIN", "-PT1S", "positive");
    assertRefused("ROLLBOOK_VIEWS", "localhost:8101", "http");
    assertRefused("ROLLBOOK_RECONCILE_ORGS", "edX,x' OR 1=1", "no organisation");
  }

  /// Settings are shown in messages, and a URL in a log.
  @Test
  void shouldRefuseAPasswordInTheUrl() {
    assertRefused(
        "ROLLBOOK_LMS_DATABASE_URL", "jdbc:mysql://db/openedx?password=secret", "credentials");
    assertRefused("ROLLBOOK_LMS_DATABASE_URL", "jdbc:mysql://u:secret@db/openedx", "credentials");
  }

  private static void assertRefused(String key, String value, String why) {
    var variables = new HashMap<>(LEAST);
    variables.put(key, value);
    assertThatThrownBy(() -> ReconcilerSettings.from(variables, "here"))
        .isInstanceOf(WrongSetting.class)
        .hasMessageStartingWith(key + ": ")
        .hasMessageContaining(why)
        .hasMessageNotContaining("secret");
  }
}
