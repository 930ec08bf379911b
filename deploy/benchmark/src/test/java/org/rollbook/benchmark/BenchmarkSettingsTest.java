package org.rollbook.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.rollbook.testkit.settings.WrongSettingException;

final class BenchmarkSettingsTest {

  @Test
  void shouldRunEverythingByDefault() {
    var settings = BenchmarkSettings.from(Map.of("benchmark", "${benchmark}"));

    assertThat(settings.benchmarks()).containsExactly(Benchmark.values());
  }

  @Test
  void shouldRunReadingBenchmarksFirst() {
    var settings = BenchmarkSettings.from(Map.of("benchmark", "ingest,point"));

    assertThat(settings.benchmarks()).containsExactly(Benchmark.POINT, Benchmark.INGEST);
  }

  @Test
  void shouldRejectAnUnknownSetting() {
    assertThatThrownBy(() -> BenchmarkSettings.from(Map.of("benchmark.event", "1000")))
        .isInstanceOf(WrongSettingException.class)
        .hasMessageContaining("benchmark.event");
  }

  @Test
  void shouldGrowThroughTheGivenSizes() {
    assertThat(growing("20000, 40000").growth()).containsExactly(20_000, 40_000);
    assertThat(BenchmarkSettings.from(Map.of()).growth())
        .containsExactly(1_000_000, 2_000_000, 4_000_000, 8_000_000);
  }

  @Test
  void shouldRejectSizesThatDoNotGrow() {
    for (String sizes :
        new String[] {"20000", "40000,20000", "20000,20000", "20000,20011", "20000,many"}) {
      assertThatThrownBy(() -> growing(sizes))
          .isInstanceOf(WrongSettingException.class)
          .hasMessageStartingWith("benchmark.growth must be");
    }
  }

  @Test
  void shouldRejectABaselineThatIsNoFile() {
    assertThatThrownBy(
            () -> BenchmarkSettings.from(Map.of("benchmark.baseline", "/no/such/file.jar")))
        .isInstanceOf(WrongSettingException.class)
        .hasMessageContaining("benchmark.baseline is not a file: /no/such/file.jar");
  }

  private static BenchmarkSettings growing(String sizes) {
    return BenchmarkSettings.from(Map.of("benchmark.growth", sizes));
  }
}
