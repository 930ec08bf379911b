package org.rollbook.runtime.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ServiceLinksTest {

  /// Services whose names make settings of ours, and of Kafka's clients.
  @Test
  void shouldIgnoreWhatKubernetesInjects() {
    var injected = new TreeMap<String, String>();
    for (String service :
        List.of(
            "KAFKA",
            "KAFKA_CONSUMER",
            "SCHEMA_REGISTRY",
            "ROLLBOOK_MANAGEMENT",
            "ROLLBOOK",
            "MICRONAUT_SERVER")) {
      injected.putAll(linksTo(service));
    }

    Settings settings = from(injected);

    assertThat(settings).isEqualTo(from(Map.of()));
    assertThat(settings.kafka().unknown()).isEmpty();
  }

  private static Map<String, String> linksTo(String service) {
    return Map.of(
        service + "_SERVICE_HOST", "10.96.0.7",
        service + "_SERVICE_PORT", "8201",
        service + "_SERVICE_PORT_HTTP_ADMIN", "8201",
        service + "_PORT", "tcp://10.96.0.7:8201",
        service + "_PORT_8201_TCP", "tcp://10.96.0.7:8201",
        service + "_PORT_8201_TCP_ADDR", "10.96.0.7",
        service + "_PORT_8201_TCP_PORT", "8201",
        service + "_PORT_53_UDP_PROTO", "udp");
  }

  @Test
  void shouldReadWhatAnOperatorSets() {
    Settings settings =
        from(
            Map.of(
                "ROLLBOOK_MANAGEMENT_PORT", "9201",
                "MICRONAUT_SERVER_PORT", "9101",
                "KAFKA_SASL_KERBEROS_SERVICE_NAME", "kafka"));

    assertThat(settings.managementPort()).isEqualTo(9201);
    assertThat(settings.port()).isEqualTo(9101);
    assertThat(settings.kafka().given()).containsOnlyKeys("sasl.kerberos.service.name");
  }

  private static Settings from(Map<String, String> variables) {
    return Settings.from(variables, "enrollments", 1, 8101, List.of("a"), "here");
  }
}
