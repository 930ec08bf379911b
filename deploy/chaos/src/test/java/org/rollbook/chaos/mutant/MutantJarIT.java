package org.rollbook.chaos.mutant;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.rollbook.chaos.read.DrilledTopology;

final class MutantJarIT {

  private static final Path CHECKOUT = Path.of(System.getProperty("rollbook.home"));

  /// A mutant whose sources have changed under it would be noticed only by a run of all drills.
  @ParameterizedTest
  @FieldSource("org.rollbook.chaos.mutant.Mutant#ALL")
  void shouldCompile(Mutant mutant, @TempDir Path folder) {
    Path jar = MutantJar.of(mutant, DrilledTopology.ENROLLMENTS.jar(CHECKOUT), CHECKOUT, folder);

    assertThat(jar).exists();
  }
}
