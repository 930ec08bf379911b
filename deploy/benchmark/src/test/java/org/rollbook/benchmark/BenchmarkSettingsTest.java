package org.rollbook.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.rollbook.testkit.settings.WrongSettingException;

final class BenchmarkSettingsTest {

  @Test
  void shouldRunEverythingWhereNobodySaysOtherwise() {
    var settings = BenchmarkSettings.from(Map.of("benchmark", "${benchmark}"));

    assertThat(settings.benchmarks()).containsExactly(Benchmark.values());
  }

  @Test
  void shouldRunThoseThatReadFirst() {
    var settings = BenchmarkSettings.from(Map.of("benchmark", "ingest,point"));

    assertThat(settings.benchmarks()).containsExactly(Benchmark.POINT, Benchmark.INGEST);
  }

  @Test
  void shouldRefuseASettingThatThereIsNot() {
    assertThatThrownBy(() -> BenchmarkSettings.from(Map.of("benchmark.event", "1000")))
        .isInstanceOf(WrongSettingException.class)
        .hasMessageContaining("benchmark.event");
  }
}
