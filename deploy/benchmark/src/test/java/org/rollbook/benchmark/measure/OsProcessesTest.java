package org.rollbook.benchmark.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.rollbook.testkit.site.Waiting;

final class OsProcessesTest {

  @Test
  void shouldReadALineOfARollup() {
    String rollup =
        """
        Rss:             10000 kB
        Pss:              1234 kB
        Pss_Anon:         1000 kB
        """;

    assertThat(OsProcesses.kib("Pss:", rollup)).isEqualTo(1_234);
    assertThat(OsProcesses.kib("Pss_Shmem:", rollup)).isZero();
  }

  @Test
  void shouldAddUpProcessorTimeWhateverAProcessIsCalled() {
    String stat = "42 (a (b) c) S 1 42 42 0 -1 4194304 500 600 0 0 7 5 30 20 20 0 1 0 99";

    assertThat(OsProcesses.ticks(stat)).isEqualTo(7 + 5 + 30 + 20);
  }

  @Test
  void shouldReturnZeroForAProcessThatHasEnded() {
    assertThat(OsProcesses.ticks("")).isZero();
  }

  /// Its folder in `/proc` stays until its parent reaps it, which this parent never does.
  @Test
  void shouldIgnoreAnUnreapedChild() throws IOException {
    Assumptions.assumeTrue(Files.exists(Path.of("/proc/self/smaps_rollup")), "this reads /proc");
    Process parent = new ProcessBuilder("sh", "-c", "true & exec sleep 60").start();
    try {
      Waiting.until(() -> isSleepWithDeadChild(parent), Duration.ofSeconds(30));

      assertThat(OsProcesses.of(parent.pid()).residentBytes()).isPositive();
    } finally {
      parent.destroyForcibly();
    }
  }

  private static boolean isSleepWithDeadChild(Process parent) {
    return parent
        .children()
        .map(child -> Path.of("/proc", Long.toString(child.pid()), "stat"))
        .anyMatch(stat -> text(stat).contains(") Z "));
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException gone) {
      return "";
    }
  }
}
