package org.rollbook.benchmark.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/// Ours and the baseline do the same.
final class InnerTest {

  @Test
  void shouldMergeToTheSameBytes() throws IOException {
    var merge = new MergeOfRow();

    assertThat(merge.ours()).isEqualTo(merge.bareAvro());
  }

  @Test
  void shouldWriteTheSameJson() throws IOException {
    var json = new RowToJson();

    assertThat(json.ours()).asString().isEqualTo(new String(json.plainJackson(), UTF_8));
  }
}
