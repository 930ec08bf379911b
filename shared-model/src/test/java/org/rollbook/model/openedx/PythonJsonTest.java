package org.rollbook.model.openedx;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PythonJsonTest {

  @Test
  void shouldWriteWhatDumpsWrites() {
    assertThat(PythonJson.sorted(Map.of("b", Arrays.asList("x", null), "a", Map.of())))
        .isEqualTo("{\"a\": {}, \"b\": [\"x\", null]}");
    assertThat(PythonJson.sorted(List.of())).isEqualTo("[]");
    assertThat(PythonJson.sorted(Arrays.asList("é\"", true, 1)))
        .isEqualTo("[\"\\u00e9\\\"\", true, 1]");
  }
}
