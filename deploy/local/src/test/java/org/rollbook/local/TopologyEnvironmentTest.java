package org.rollbook.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.rollbook.local.settings.LocalSettings;

final class TopologyEnvironmentTest {

  @Test
  void shouldBeThatOfASiteThatHasHadRollbookFromTheBeginning() {
    var settings = LocalSettings.from(Map.of("local.port-offset", "1000"));
    assertThat(TopologyEnvironment.of(settings))
        .containsOnly(
            Map.entry("KAFKA_BOOTSTRAP_SERVERS", "localhost:10092"),
            Map.entry("SCHEMA_REGISTRY_URL", "http://localhost:9081/apis/ccompat/v7"),
            Map.entry("ROLLBOOK_SECURITY", "off"),
            Map.entry("ROLLBOOK_COMPLETE_FROM", "empty"),
            Map.entry("ROLLBOOK_CREATE_SOURCE_TOPICS", "true"));
  }

  @Test
  void shouldHaveThePrefixOfTheSite() {
    var settings = LocalSettings.from(Map.of("local.prefix", "prod"));
    assertThat(TopologyEnvironment.of(settings)).containsEntry("EVENT_BUS_TOPIC_PREFIX", "prod");
  }
}
