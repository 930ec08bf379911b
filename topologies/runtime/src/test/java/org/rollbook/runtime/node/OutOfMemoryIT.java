package org.rollbook.runtime.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rollbook.testkit.process.ChildProcess;
import org.rollbook.testkit.process.JavaCommand;

/// Any thread that runs out of memory ends the process, in a JVM without an option for that.
class OutOfMemoryIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path folder;

  @Test
  void shouldEndTheProcessWhicheverThreadRunsOutOfMemory() {
    for (String who : List.of("thread", "virtual", "kafka", "event-loop", "request", "caught")) {
      assertEndsTheProcess(who);
    }
  }

  private void assertEndsTheProcess(String who) {
    var command =
        new JavaCommand(
            who,
            List.of(
                "-Xmx48m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                MemoryEater.class.getName(),
                who),
            Map.of(),
            folder.resolve(who));
    try (var child = ChildProcess.start(command)) {
      assertThat(child.awaitExit(PATIENCE)).as(who).isEqualTo(1);
      assertThat(child.log()).content().contains("Out of memory: ending the process");
    }
  }
}
