package org.rollbook.testkit.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A program that Maven starts for whoever called it: its settings are Maven's `-D`, its exit code
/// is what Maven ends with.
public final class MavenProgram {

  private static final int CANNOT_RUN = 2;

  private MavenProgram() {}

  /// What there is to run.
  @FunctionalInterface
  public interface Program {

    /// Runs to its end.
    ///
    /// @return the exit code
    int run() throws InterruptedException;
  }

  /// Runs it.
  ///
  /// @return its exit code, or 2 for a wrong setting, which is told in one line
  @SuppressWarnings("SystemOut") // Before there is a log.
  public static int codeOf(Program program) throws InterruptedException {
    try {
      return program.run();
    } catch (WrongSettingException wrong) {
      System.err.println(wrong.getMessage());
      return CANNOT_RUN;
    }
  }

  /// Runs it, unless another one is at work in the same folder: two would take their files from
  /// under one another. However a process ends, its claim ends with it.
  ///
  /// @return its exit code, or 2 if another one is at work, which is told in one line
  @SuppressWarnings("SystemOut") // Whoever called Maven has to know.
  public static int aloneIn(Path folder, Program program) throws InterruptedException {
    try (var channel = opened(folder.resolve("run.lock"));
        FileLock lock = claimed(channel)) {
      if (lock != null) {
        return program.run();
      }
      System.err.println(
          "Another run is at work in " + folder + ": wait for its end, or use another checkout.");
      return CANNOT_RUN;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static FileChannel opened(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  private static @Nullable FileLock claimed(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException byThisProcess) {
      return null;
    }
  }

  /// The system properties.
  ///
  /// @param requireKnownOnly is shown what Maven was called with, to look for misspelled settings
  public static Map<String, String> properties(Consumer<String> requireKnownOnly) {
    Optional.ofNullable(System.getenv("MAVEN_CMD_LINE_ARGS")).ifPresent(requireKnownOnly);
    Map<String, String> properties = new HashMap<>();
    System.getProperties()
        .forEach((key, value) -> properties.put(key.toString(), value.toString()));
    return properties;
  }
}
