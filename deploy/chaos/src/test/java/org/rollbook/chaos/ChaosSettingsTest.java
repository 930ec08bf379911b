package org.rollbook.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rollbook.chaos.drill.Drill;
import org.rollbook.chaos.mutant.Mutant;
import org.rollbook.chaos.read.DrilledTopology;
import org.rollbook.testkit.settings.WrongSettingException;

class ChaosSettingsTest {

  @Test
  void shouldDrillEverythingOverAMillionReadsWhenNothingIsSet() {
    var settings = ChaosSettings.from(Map.of());

    assertThat(settings.topologies()).containsExactly(DrilledTopology.values());
    assertThat(settings.drills()).isEqualTo(Drill.USUAL);
    assertThat(settings.mutants()).isEqualTo(Mutant.ALL);
    assertThat(settings.reads()).isEqualTo(1_000_000);
  }

  @Test
  void shouldReadWhatIsSet() {
    var settings =
        ChaosSettings.from(
            Map.of(
                "chaos.topologies", "grades",
                "chaos.drills", "kill,scale-out",
                "chaos.mutants", "",
                "chaos.seconds", "5",
                "chaos.reads", "101",
                "chaos.readers", "3",
                "chaos.seed", "7"));

    assertThat(settings.topologies()).containsExactly(DrilledTopology.GRADES);
    assertThat(settings.drills()).containsExactly(Drill.SCALE_OUT, Drill.KILL);
    assertThat(settings.seconds()).isEqualTo(5);
    assertThat(settings.mutants()).isEmpty();
    assertThat(settings.readsOfADrill()).isEqualTo(51);
    assertThat(settings.load().readers()).isEqualTo(3);
    assertThat(settings.load().seed()).isEqualTo(7);
  }

  @ParameterizedTest
  @CsvSource({
    "topologies, certificates",
    "drills, earthquake",
    "mutants, x-men",
    "seconds, 0",
    "reads, -1",
    "readers, 0",
    "requests-per-second, 0",
    "events-per-second, none",
    "seed, one",
    "reader, 5",
  })
  void shouldNameAWrongSettingInOneLine(String name, String value) {
    assertThatThrownBy(() -> ChaosSettings.from(Map.of("chaos." + name, value)))
        .isInstanceOf(WrongSettingException.class)
        .message()
        .startsWith("chaos." + name + " ")
        .doesNotContain("\n");
  }

  @Test
  void shouldFindAMisspelledSettingThatMavenWouldDrop() {
    assertThatThrownBy(() -> ChaosSettings.requireKnownOnly("-Pchaos -Dchaos.drill=kill"))
        .hasMessageStartingWith("chaos.drill is no setting; there are drills,");
  }
}
