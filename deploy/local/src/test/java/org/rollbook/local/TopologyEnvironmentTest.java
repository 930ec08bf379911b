package org.rollbook.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.rollbook.local.settings.LocalSettings;
import org.rollbook.local.settings.LocalTopology;

final class TopologyEnvironmentTest {

  @Test
  void shouldBeThatOfASiteThatHasHadRollbookFromTheBeginning() {
    var settings = LocalSettings.from(Map.of("local.port-offset", "1000"));
    assertThat(TopologyEnvironment.of(LocalTopology.GRADES, settings))
        .containsOnly(
            Map.entry("KAFKA_BOOTSTRAP_SERVERS", "localhost:10092"),
            Map.entry("SCHEMA_REGISTRY_URL", "http://localhost:9081/apis/ccompat/v7"),
            Map.entry("ROLLBOOK_SECURITY", "off"),
            Map.entry("ROLLBOOK_COMPLETE_FROM", "empty"),
            Map.entry("ROLLBOOK_CREATE_SOURCE_TOPICS", "true"));
  }

  /// The LMS has rows of which the bus knows nothing.
  @Test
  void shouldNotBeCompleteFromTheBeginningAfterASemester() {
    var settings = LocalSettings.from(Map.of("local.lms", "before"));
    assertThat(TopologyEnvironment.of(LocalTopology.ENROLLMENTS, settings))
        .doesNotContainKey("ROLLBOOK_COMPLETE_FROM");
  }

  @Test
  void shouldLetTheReconcilerRepairTheViewsThatRun() {
    var settings =
        LocalSettings.from(
            Map.of(
                "local.lms", "true",
                "local.topologies", "grades",
                "local.events-per-second", "100"));
    assertThat(TopologyEnvironment.of(LocalTopology.RECONCILER, settings))
        .containsEntry("ROLLBOOK_RECONCILE", "repair")
        .containsEntry("ROLLBOOK_VIEWS", "http://localhost:8102")
        .containsEntry("ROLLBOOK_LMS_DATABASE_URL", "jdbc:mariadb://localhost:3306/openedx")
        .containsEntry("ROLLBOOK_RECONCILE_MARGIN", "PT9S");
  }

  @Test
  void shouldTellTheViewsThatTheLmsPublishesToRedis() {
    var settings = LocalSettings.from(Map.of("local.bus", "redis"));
    assertThat(settings.processes()).contains(LocalTopology.REDIS_BRIDGE);
    assertThat(TopologyEnvironment.of(LocalTopology.GRADES, settings))
        .containsEntry("ROLLBOOK_EVENT_BUS", "redis");
    assertThat(TopologyEnvironment.of(LocalTopology.REDIS_BRIDGE, settings))
        .containsEntry("ROLLBOOK_REDIS_URL", "redis://localhost:6379/0")
        .doesNotContainKey("ROLLBOOK_EVENT_BUS");
  }

  @Test
  void shouldHaveThePrefixOfTheSite() {
    var settings = LocalSettings.from(Map.of("local.prefix", "prod"));
    assertThat(TopologyEnvironment.of(LocalTopology.GRADES, settings))
        .containsEntry("EVENT_BUS_TOPIC_PREFIX", "prod");
  }
}
