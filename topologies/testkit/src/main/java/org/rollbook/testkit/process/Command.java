package org.rollbook.testkit.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.rollbook.testkit.TimeLimit;

/// Programs of this machine, run to their end.
public final class Command {

  private Command() {}

  /// Whether the program exists and ends with 0.
  public static boolean works(String... command) {
    try {
      run(command);
      return true;
    } catch (UncheckedIOException | AssertionError absentOrUnwell) {
      return false;
    }
  }

  /// Runs a program and returns its output.
  public static String run(String... command) {
    return run(Map.of(), command);
  }

  /// Runs a program with additional variables and returns its output.
  public static String run(Map<String, String> environment, String... command) {
    try {
      Path printed = Files.createTempFile("command", ".out");
      Path complaints = Files.createTempFile("command", ".err");
      try {
        var builder =
            new ProcessBuilder(command)
                .redirectOutput(printed.toFile())
                .redirectError(complaints.toFile());
        builder.environment().putAll(environment);
        builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
        int exitCode = exitCode(builder.start());
        if (exitCode != 0) {
          throw new AssertionError(
              "%s: exit code %d, %s"
                  .formatted(String.join(" ", command), exitCode, text(complaints)));
        }
        return text(printed);
      } finally {
        Files.delete(printed);
        Files.delete(complaints);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int exitCode(Process process) {
    try {
      if (!process.waitFor(TimeLimit.AMPLE.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("still running after " + TimeLimit.AMPLE);
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private static String text(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.UTF_8);
  }
}
