package org.rollbook.bridge.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.rollbook.model.EventType;
import org.rollbook.runtime.settings.WrongSetting;

class BridgeSettingsTest {

  private static final String KEYS = "ROLLBOOK_REDIS_KEY_FIELDS";
  private static final String TYPE = "org.openedx.learning.student.registration.completed.v1";

  @Test
  void shouldReadWhatTopologiesReadByDefault() {
    BridgeSettings settings = of(Map.of("EVENT_BUS_TOPIC_PREFIX", "prod"));

    assertThat(settings.common().openEdxTopics())
        .hasSize(8)
        .contains("prod-analytics", "prod-learning-course-enrollment-lifecycle");
    assertThat(settings.common().port()).isEqualTo(8108);
    assertThat(settings.common().managementPort()).isEqualTo(8208);
    assertThat(settings.redis()).hasToString("redis://localhost:6379/0");
    assertThat(settings.maxLength()).isEqualTo(10_000);
  }

  @Test
  void shouldKeepCredentialsOutOfTexts() {
    assertThat(redis("rediss://me:secret@redis.example:7000/3?socket_timeout=2"))
        .hasToString("rediss://redis.example:7000/3");
    assertWrong(
        Map.of("ROLLBOOK_REDIS_URL", "http://me:secret@redis.example"),
        "ROLLBOOK_REDIS_URL: must be a URL such as redis://user:password@host:6379/0, or rediss"
            + " for TLS");
    assertWrong(
        Map.of("ROLLBOOK_REDIS_URL", "redis://me:secret@redis.example:70000"),
        "ROLLBOOK_REDIS_URL: must be a URL such as redis://user:password@host:6379/0, or rediss"
            + " for TLS");
  }

  /// The first is the example in the documentation of Open edX's bus.
  @Test
  void shouldReadWhatOpenEdxReads() {
    assertThat(redis("redis://@redis:6379/")).hasToString("redis://redis:6379/0");
    assertThat(redis("redis://user@my_redis")).hasToString("redis://my_redis:6379/0");
    assertThat(redis("redis://:p%40ss@10.0.0.7:6380/15")).hasToString("redis://10.0.0.7:6380/15");
  }

  private static Object redis(String url) {
    return of(Map.of("ROLLBOOK_REDIS_URL", url)).redis();
  }

  @Test
  void shouldReadKeyFieldsAsOpenEdxHasThem() {
    assertThat(of(Map.of(KEYS, TYPE + "=user.pii.email")).keys().configured())
        .containsExactly(Map.entry(new EventType(TYPE), List.of("user", "pii", "email")));
    assertWrong(Map.of(KEYS, "a=b"), KEYS + ": no event type that we know: a");
    String rule = KEYS + ": must be <event type>=<field.of.the.event>, and the field a text: ";
    assertWrong(Map.of(KEYS, TYPE), rule + TYPE);
    assertWrong(Map.of(KEYS, TYPE + "=user.id"), rule + TYPE + "=user.id");
    assertWrong(Map.of(KEYS, TYPE + "=user.pii"), rule + TYPE + "=user.pii");
    assertWrong(Map.of(KEYS, TYPE + "=nobody"), rule + TYPE + "=nobody");
  }

  private static void assertWrong(Map<String, String> variables, String message) {
    assertThatExceptionOfType(WrongSetting.class)
        .isThrownBy(() -> of(variables))
        .withMessage(message);
  }

  private static BridgeSettings of(Map<String, String> variables) {
    return BridgeSettings.from(variables, "here");
  }
}
