package org.rollbook.local.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rollbook.testkit.settings.WrongSettingException;

final class LocalSettingsTest {

  @Test
  void shouldRunEverythingWhenNothingIsSet() {
    var settings = LocalSettings.from(Map.of());
    assertThat(settings.topologies())
        .containsExactly(LocalTopology.ENROLLMENTS, LocalTopology.GRADES);
    assertThat(settings.processes()).isEqualTo(settings.topologies());
    assertThat(settings.eventsPerSecond()).isPositive();
    assertThat(settings.prefix()).isEmpty();
    assertThat(settings.data()).isEmpty();
    assertThat(settings.ports().kafka()).isEqualTo(9092);
  }

  @Test
  void shouldReadWhatIsSet() {
    var settings =
        LocalSettings.from(
            Map.of(
                "local.learners", "20",
                "local.courses", "3",
                "local.seed", "-7",
                "local.prefix", "prod",
                "local.events-per-second", "0.5",
                "local.topologies", "enrollments",
                "local.data", "/some/folder",
                "local.port-offset", "1000"));
    assertThat(settings.learners()).isEqualTo(20);
    assertThat(settings.courses()).isEqualTo(3);
    assertThat(settings.seed()).isEqualTo(-7);
    assertThat(settings.prefix()).contains("prod");
    assertThat(settings.eventsPerSecond()).isEqualTo(0.5);
    assertThat(settings.topologies()).containsExactly(LocalTopology.ENROLLMENTS);
    assertThat(settings.data()).contains(Path.of("/some/folder"));
    assertThat(settings.ports().frontPage()).isEqualTo(9100);
  }

  /// Maven passes a property without a value as `true`.
  @Test
  void shouldRunTheReconcilerWithTheDatabaseOfTheLms() {
    var settings = LocalSettings.from(Map.of("local.lms", "true", "local.lose", "0.01"));
    assertThat(settings.processes())
        .containsExactly(LocalTopology.ENROLLMENTS, LocalTopology.GRADES, LocalTopology.RECONCILER);
    assertThat(settings.lms()).isEqualTo(LocalLms.NEW);
    assertThat(settings.lose()).isEqualTo(0.01);
    assertThat(LocalSettings.from(Map.of("local.lms", "before")).lms()).isEqualTo(LocalLms.BEFORE);
  }

  @Test
  void shouldRefuseADatabaseThatNoViewIsComparedWith() {
    assertThatThrownBy(
            () -> LocalSettings.from(Map.of("local.lms", "true", "local.topologies", "")))
        .hasMessageStartingWith("local.lms needs a view");
  }

  @Test
  void shouldRunNoTopologyWhenTheListIsEmpty() {
    assertThat(LocalSettings.from(Map.of("local.topologies", "")).topologies()).isEmpty();
  }

  @Test
  void shouldTreatAnExpressionOfMavenAsNotSet() {
    var properties =
        Map.of("local.seed", "${local.seed}", "local.topologies", "${local.topologies}");
    assertThat(LocalSettings.from(properties)).isEqualTo(LocalSettings.from(Map.of()));
  }

  @Test
  void shouldRunATopologyOnceHoweverOftenItIsNamed() {
    var settings = LocalSettings.from(Map.of("local.topologies", "enrollments, enrollments"));
    assertThat(settings.topologies()).containsExactly(LocalTopology.ENROLLMENTS);
  }

  @ParameterizedTest
  @CsvSource({
    "learners, 0",
    "learners, 10000001",
    "learners, many",
    "learners, 99999999999",
    "courses, 0",
    "courses, 100001",
    "courses, 1.5",
    "seed, one",
    "seed, 99999999999999999999",
    "prefix, a b",
    "prefix, a/b",
    "events-per-second, -1",
    "events-per-second, NaN",
    "events-per-second, 10001",
    "events-per-second, fast",
    "topologies, enrolments",
    "topologies, 'enrollments,x'",
    "topologies, ',x'",
    "topologies, reconciler",
    "lms, after",
    "lose, 0.01",
    "lose, 2",
    "port-offset, -1",
    "port-offset, 56444",
    "port-offset, x",
    "learner, 5",
  })
  void shouldNameAWrongSettingInOneLine(String name, String value) {
    assertThatThrownBy(() -> LocalSettings.from(Map.of("local." + name, value)))
        .isInstanceOf(WrongSettingException.class)
        .message()
        .startsWith("local." + name + " ")
        .doesNotContain("\n");
  }

  @Test
  void shouldRefuseAFileAsDataFolder(@TempDir Path folder) throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    assertThatThrownBy(() -> LocalSettings.from(Map.of("local.data", file.toString())))
        .isInstanceOf(WrongSettingException.class)
        .hasMessageStartingWith("local.data must be a folder: ");
  }

  @Test
  void shouldRefuseADataFolderThatIsNoPath() {
    assertThatThrownBy(() -> LocalSettings.from(Map.of("local.data", "a\0b")))
        .hasMessageStartingWith("local.data must be a folder: ");
  }

  @Test
  void shouldFindAMisspelledSettingThatMavenWouldDrop() {
    assertThatThrownBy(() -> LocalSettings.requireKnownOnly(" -Plocal -Dlocal.event-rate=5 -q"))
        .isInstanceOf(WrongSettingException.class)
        .hasMessageStartingWith("local.event-rate is no setting; there are bus, courses, data,");
  }

  @Test
  void shouldIgnoreMavensOtherArguments() {
    assertThatCode(
            () -> LocalSettings.requireKnownOnly("-Plocal -Dlocal.seed=5 -Dlocal.data -Dlocale=x"))
        .doesNotThrowAnyException();
  }
}
