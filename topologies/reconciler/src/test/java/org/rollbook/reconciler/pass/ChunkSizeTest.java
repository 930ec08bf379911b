package org.rollbook.reconciler.pass;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ChunkSizeTest {

  private final ChunkSize size = new ChunkSize(5_000);

  @Test
  void shouldStayAtHalfASecond() {
    size.took(Duration.ofMillis(500));

    assertThat(size.rows()).isEqualTo(5_000);
  }

  @Test
  void shouldAtMostDoubleAtOnce() {
    size.took(Duration.ofMillis(1));

    assertThat(size.rows()).isEqualTo(10_000);
  }

  @Test
  void shouldShrinkAtOnceWhenTheDatabaseIsSlow() {
    size.took(Duration.ofSeconds(5));

    assertThat(size.rows()).isEqualTo(500);
  }

  @Test
  void shouldKeepWithinItsBounds() {
    for (int i = 0; i < 50; i++) {
      size.took(Duration.ZERO);
    }
    assertThat(size.rows()).isEqualTo(200_000);
    for (int i = 0; i < 50; i++) {
      size.took(Duration.ofMinutes(1));
    }
    assertThat(size.rows()).isEqualTo(500);
  }
}
