package org.rollbook.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.rollbook.testkit.process.ChildProcess;

/// How a process ended and the end of its log, for a user who wonders why.
final class LastWords {

  private static final int OUTPUT_LINES = 8;

  /// Not the pool's threads: the listener may need what waits there.
  private static final Executor OWN_THREAD = Thread.ofVirtual()::start;

  private LastWords() {}

  /// Calls the listener when the process ends, for whatever reason.
  static void onExit(String name, ChildProcess process, Consumer<String> listener) {
    ProcessHandle.of(process.pid())
        .ifPresentOrElse(
            handle -> {
              var _ =
                  handle.onExit().thenRunAsync(() -> report(name, process, listener), OWN_THREAD);
            },
            () -> report(name, process, listener));
  }

  private static void report(String name, ChildProcess process, Consumer<String> listener) {
    String code =
        process.exitCode().stream().mapToObj(" with exit code %d"::formatted).findAny().orElse("");
    listener.accept(
        "%s ended%s; its log, %s, ends:%n%s"
            .formatted(name, code, process.log(), endOf(process.log())));
  }

  private static String endOf(Path log) {
    try {
      List<String> lines =
          new String(Files.readAllBytes(log), StandardCharsets.UTF_8).lines().toList();
      return String.join(
          System.lineSeparator(),
          lines.subList(Math.max(0, lines.size() - OUTPUT_LINES), lines.size()));
    } catch (IOException e) {
      return "(cannot be read: " + e.getMessage() + ")";
    }
  }
}
