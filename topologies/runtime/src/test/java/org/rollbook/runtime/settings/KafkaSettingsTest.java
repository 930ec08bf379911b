package org.rollbook.runtime.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KafkaSettingsTest {

  /// A new version of Kafka may bring settings: until somebody has decided whether what is promised
  /// rests on them, this fails.
  @Test
  void shouldHaveADecisionForEverySettingOfEveryClient() {
    assertThat(KafkaSettings.known().values())
        .extracting(KafkaSettings.Known::name)
        .allMatch(KafkaSettingRules::isDecided);
  }

  @Test
  void shouldPassOnWhatMayBeSet() {
    KafkaSettings kafka =
        KafkaSettings.of(
            Map.of(
                "KAFKA_SECURITY_PROTOCOL", "SSL",
                "KAFKA_PRODUCER_LINGER_MS", "7",
                "KAFKA_RACK_AWARE_ASSIGNMENT_NON_OVERLAP_COST", "3"));

    assertThat(kafka.given())
        .containsOnlyKeys(
            "security.protocol", "producer.linger.ms", "rack.aware.assignment.non_overlap_cost");
    assertThat(kafka.forClient("producer", Set.of("security.protocol", "linger.ms")))
        .containsAllEntriesOf(Map.of("security.protocol", "SSL", "linger.ms", "7"));
  }

  /// A broker that is down may have no name that resolves: no client may take that for a wrong
  /// setting.
  @Test
  void shouldWaitForNamesInEveryPlainClient() {
    KafkaSettings none = KafkaSettings.of(Map.of());

    for (String kind : List.of("consumer", "producer", "admin")) {
      assertThat(none.forClient(kind, Set.of()))
          .containsEntry("bootstrap.resolve.timeout.ms", Long.MAX_VALUE);
    }
  }

  @Test
  void shouldListVariablesThatNoClientKnows() {
    KafkaSettings kafka =
        KafkaSettings.of(Map.of("KAFKA_NONSENSE", "1", "KAFKA_CONSUMER_LINGER_MS", "7"));

    assertThat(kafka.given()).isEmpty();
    assertThat(kafka.unknown()).containsExactly("KAFKA_CONSUMER_LINGER_MS", "KAFKA_NONSENSE");
  }

  @Test
  void shouldRefuseWhateverIsNotAnOperatorsToChoose() {
    KafkaSettings.known()
        .forEach(
            (variable, known) -> {
              if (KafkaSettingRules.objectionTo(known.name()).isPresent()
                  && !variable.equals("KAFKA_BOOTSTRAP_SERVERS")) {
                assertRefused(variable);
              }
            });
  }

  /// With such a handler a damaged block was half merged, and called complete.
  @Test
  void shouldRefuseHandlersThatSkipRecords() {
    for (String variable :
        List.of(
            "KAFKA_PROCESSING_EXCEPTION_HANDLER",
            "KAFKA_DESERIALIZATION_EXCEPTION_HANDLER",
            "KAFKA_DEFAULT_DESERIALIZATION_EXCEPTION_HANDLER",
            "KAFKA_PRODUCTION_EXCEPTION_HANDLER",
            "KAFKA_ACKS",
            "KAFKA_PRODUCER_ACKS",
            "KAFKA_PROCESSING_GUARANTEE",
            "KAFKA_RESTORE_CONSUMER_CHECK_CRCS")) {
      assertRefused(variable);
    }
  }

  private static void assertRefused(String variable) {
    assertThatThrownBy(() -> KafkaSettings.of(Map.of(variable, "0")))
        .isInstanceOf(WrongSetting.class)
        .hasMessageStartingWith(variable + ": cannot be set: ");
  }

  @Test
  void shouldRefuseSettingsThatNobodyHasChecked() {
    assertThat(KafkaSettingRules.objectionTo("new.in.some.version"))
        .contains("nobody has checked yet what rests on it");
  }
}
