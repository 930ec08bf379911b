package org.rollbook.runtime.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.rollbook.model.avro.LostSchemas;
import org.rollbook.runtime.settings.Settings.Security;

class SettingsTest {

  @Test
  void shouldHaveDefaults() {
    Settings settings = from(Map.of());

    assertThat(settings.applicationId()).isEqualTo("rollbook-enrollments-v1");
    assertThat(settings.openEdxTopics()).containsExactly("a", "b");
    assertThat(settings.port()).isEqualTo(8101);
    assertThat(settings.managementPort()).isEqualTo(8201);
    assertThat(settings.advertisedAddress()).isEqualTo("here:8201");
    assertThat(settings.security()).isEqualTo(Security.JWT);
    assertThat(settings.bounds().maxStaleness()).isEqualTo(Duration.ofMinutes(5));
    assertThat(settings.state().memory()).isEqualTo(256L << 20);
    assertThat(settings.topics().replication()).isEmpty();
  }

  @Test
  void shouldPutThePrefixBeforeEveryName() {
    Settings settings =
        from(Map.of("EVENT_BUS_TOPIC_PREFIX", "prod", "ROLLBOOK_SOURCE_TOPICS", "x, y"));

    assertThat(settings.applicationId()).isEqualTo("prod-rollbook-enrollments-v1");
    assertThat(settings.openEdxTopics()).containsExactly("prod-x", "prod-y");
  }

  @Test
  void shouldNameTheVariableThatIsWrong() {
    Map.of(
            "MICRONAUT_SERVER_PORT", "70000",
            "ROLLBOOK_MANAGEMENT_PORT", "8101",
            "ROLLBOOK_ADVERTISED_ADDRESS", "nowhere",
            "ROLLBOOK_PUBLIC_URL", "ftp://edx.example",
            "ROLLBOOK_STATE_MEMORY", "lots",
            "ROLLBOOK_PARTITIONS", "0",
            "ROLLBOOK_MAX_STALENESS", "-PT1S",
            "ROLLBOOK_COMPLETE_FROM", "yesterday",
            "ROLLBOOK_SECURITY", "none",
            "EVENT_BUS_TOPIC_PREFIX", "a b")
        .forEach(
            (key, value) ->
                assertThatThrownBy(() -> from(Map.of(key, value)))
                    .isInstanceOf(WrongSetting.class)
                    .hasMessageStartingWith(key + ": "));
  }

  @Test
  void shouldReadTheEventBus() {
    assertThat(from(Map.of()).bus()).isEqualTo(EventBus.FOUND);
    assertThat(from(Map.of("ROLLBOOK_EVENT_BUS", "kafka")).bus()).isEqualTo(EventBus.KAFKA);
    assertThat(from(Map.of("ROLLBOOK_EVENT_BUS", "redis")).bus()).isEqualTo(EventBus.REDIS);
    assertThatThrownBy(() -> from(Map.of("ROLLBOOK_EVENT_BUS", "rabbit")))
        .isInstanceOf(WrongSetting.class)
        .hasMessage("ROLLBOOK_EVENT_BUS: must be kafka or redis, is rabbit");
  }

  @Test
  void shouldReadThePeerSecret() {
    assertThat(from(Map.of()).peerSecret()).isEmpty();
    assertThat(from(Map.of("ROLLBOOK_PEER_SECRET", "hush")).peerSecret()).contains("hush");
  }

  @Test
  void shouldRefuseAnAddressWithAnImpossiblePort() {
    for (String port : List.of("0", "65536", "70000", "99999")) {
      assertThatThrownBy(() -> from(Map.of("ROLLBOOK_ADVERTISED_ADDRESS", "localhost:" + port)))
          .isInstanceOf(WrongSetting.class)
          .hasMessage(
              "ROLLBOOK_ADVERTISED_ADDRESS: must have a port from 1 to 65535, is localhost:"
                  + port);
    }
  }

  /// Peers ask by URL, and a URL cannot contain it.
  @Test
  void shouldRefuseAnAddressThatNoUrlCanHave() {
    assertThatThrownBy(() -> from(Map.of("ROLLBOOK_ADVERTISED_ADDRESS", "grades_1:8202")))
        .isInstanceOf(WrongSetting.class)
        .hasMessageStartingWith("ROLLBOOK_ADVERTISED_ADDRESS: must be a host that URLs can name");
  }

  /// Each can be parsed, but would break a computation.
  @Test
  void shouldRefuseNumbersThatNobodyMeans() {
    for (String size : List.of("0MiB", "1023KiB", "999999999999GiB", "8589934592GiB")) {
      assertRefused("ROLLBOOK_STATE_MEMORY", size);
    }
    for (String duration : List.of("PT0S", "P366D", "PT2562047788015215H")) {
      assertRefused("ROLLBOOK_MAX_STALENESS", duration);
    }
    assertRefused("ROLLBOOK_CLOCK_SKEW", "PT31M");
  }

  @Test
  void shouldTakeTheLargestNumbersThatSomebodyMayMean() {
    Settings settings =
        from(
            Map.of(
                "ROLLBOOK_STATE_MEMORY", "8589934591GiB",
                "ROLLBOOK_MAX_STALENESS", "P365D",
                "ROLLBOOK_CLOCK_SKEW", "PT30M"));

    assertThat(settings.state().memory()).isEqualTo(8_589_934_591L << 30);
    assertThat(settings.bounds().maxStaleness()).isEqualTo(Duration.ofDays(365));
    assertThat(settings.bounds().clockSkew()).isEqualTo(Duration.ofMinutes(30));
  }

  private static void assertRefused(String key, String value) {
    assertThatThrownBy(() -> from(Map.of(key, value)))
        .isInstanceOf(WrongSetting.class)
        .hasMessageStartingWith(key + ": ")
        .hasMessageEndingWith(", is " + value);
  }

  @Test
  void shouldRefuseBrokersThatCanNeverBeValid() {
    for (String wrong :
        List.of("kafka", "kafka:x", "kafka:70000", "kafka:0", ":9092", "a b:9092", "a:1,,b:2")) {
      assertRefused("KAFKA_BOOTSTRAP_SERVERS", wrong);
    }
    for (String fine :
        List.of("no-such-host.invalid:9092", "a:1, b:2", "[::1]:9092", "SASL_SSL://kafka:9093")) {
      assertThat(from(Map.of("KAFKA_BOOTSTRAP_SERVERS", fine)).bootstrapServers()).isEqualTo(fine);
    }
  }

  @Test
  void shouldWantBothHalvesOfCredentials() {
    assertThatThrownBy(() -> from(Map.of("SCHEMA_REGISTRY_USERNAME", "me")))
        .isInstanceOf(WrongSetting.class)
        .hasMessageStartingWith("SCHEMA_REGISTRY_PASSWORD: ");
  }

  @Test
  void shouldTakeSchemaIdsThatAreGivenUp() {
    LostSchemas lost = from(Map.of("ROLLBOOK_LOST_SCHEMA_IDS", "17, 20-25")).registry().lost();

    assertThat(IntStream.range(0, 100).filter(lost::contains))
        .containsExactly(17, 20, 21, 22, 23, 24, 25);
    assertThat(from(Map.of()).registry().lost()).isEqualTo(LostSchemas.NONE);
    for (String wrong : List.of("all", "-1", "5-3", "1..3", "9999999999")) {
      assertThatThrownBy(() -> from(Map.of("ROLLBOOK_LOST_SCHEMA_IDS", wrong)))
          .isInstanceOf(WrongSetting.class)
          .hasMessageStartingWith("ROLLBOOK_LOST_SCHEMA_IDS: must be schema ids or ranges");
    }
  }

  @Property(tries = 300)
  void shouldOnlyEverFailWithOneLineThatNamesTheVariable(@ForAll String value) {
    for (String key :
        List.of(
            "ROLLBOOK_STATE_MEMORY",
            "ROLLBOOK_PUBLIC_URL",
            "ROLLBOOK_CLOCK_SKEW",
            "ROLLBOOK_STATE_DIR")) {
      Optional<RuntimeException> failure = failureOf(Map.of(key, value));
      failure.ifPresent(
          wrong ->
              assertThat(wrong)
                  .isInstanceOf(WrongSetting.class)
                  .hasMessageStartingWith(key + ": "));
    }
  }

  private static Optional<RuntimeException> failureOf(Map<String, String> variables) {
    try {
      from(variables);
      return Optional.empty();
    } catch (RuntimeException failure) {
      return Optional.of(failure);
    }
  }

  @Test
  void shouldFindStateByTheVersionOfTheTopology() {
    Settings settings = Settings.from(Map.of(), "enrollments", 2, 8101, List.of("a"), "here");

    assertThat(settings.applicationId()).isEqualTo("rollbook-enrollments-v2");
  }

  private static Settings from(Map<String, String> variables) {
    return Settings.from(variables, "enrollments", 1, 8101, List.of("a", "b"), "here");
  }
}
