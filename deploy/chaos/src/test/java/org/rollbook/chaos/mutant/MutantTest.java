package org.rollbook.chaos.mutant;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

final class MutantTest {

  private static final Path CHECKOUT = Path.of("../..");

  @Test
  void shouldFindTheTextThatTheClockMutantReplaces() {
    assertThat(Mutant.CLOCK_AHEAD.source(CHECKOUT)).contains("ofHours(1)");
  }

  @ParameterizedTest
  @FieldSource("org.rollbook.chaos.mutant.Mutant#ALL")
  void shouldFindTheTextThatItReplaces(Mutant mutant) throws IOException {
    assertThat(mutant.source(CHECKOUT)).isNotEqualTo(Files.readString(mutant.file(CHECKOUT)));
  }
}
