package org.rollbook.testkit.campus;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CampusSettingsTest {

  @Test
  void shouldNameTheWrongSetting() {
    assertThatThrownBy(() -> CampusSettings.of(1, 0, 1))
        .hasMessage("learners must be from 1 to 10000000: 0");
    assertThatThrownBy(() -> CampusSettings.of(1, 1, -3))
        .hasMessage("courses must be from 1 to 100000: -3");
    assertThatThrownBy(() -> CampusSettings.of(1, 1, 1).withSkew(21))
        .hasMessage("skew must be from 0.0 to 20.0: 21.0");
    assertThatThrownBy(() -> CampusSettings.of(1, 1, 1).withReturning(1.5))
        .hasMessage("returning must be from 0.0 to 1.0: 1.5");
    assertThatThrownBy(() -> CampusSettings.of(1, 1, 1).withPace(Duration.ZERO))
        .hasMessage("pace must be at least a microsecond: PT0S");
  }

  @Test
  void shouldNameTheWrongShare() {
    assertThatThrownBy(() -> new Disorder(0, 0, 1.5, 1, 0))
        .hasMessage("disorder.late must be from 0.0 to 1.0: 1.5");
    assertThatThrownBy(() -> new Disorder(Double.NaN, 0, 0, 1, 0))
        .hasMessage("disorder.repeated must be from 0.0 to 1.0: NaN");
    assertThatThrownBy(() -> new Disorder(0, 0, 0, 0, 0))
        .hasMessage("disorder.longestDelay must be from 1 to 1000000: 0");
  }
}
