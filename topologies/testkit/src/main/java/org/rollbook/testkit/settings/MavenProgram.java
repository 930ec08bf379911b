package org.rollbook.testkit.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.rollbook.testkit.FolderClaim;

/// A program that Maven runs: Maven's `-D` are its settings, and its exit code is Maven's.
public final class MavenProgram {

  private static final int WRONG_SETTING = 2;

  /// The system property that names the checkout's folder.
  private static final String HOME = "rollbook.home";

  private MavenProgram() {}

  /// The program to run.
  @FunctionalInterface
  public interface Program {

    /// Runs to its end.
    ///
    /// @return the exit code
    int run() throws InterruptedException;
  }

  /// Runs it.
  ///
  /// @return its exit code, or 2 for a wrong setting, which is reported in one line
  @SuppressWarnings("SystemOut") // Before there is a log.
  public static int codeOf(Program program) throws InterruptedException {
    try {
      return program.run();
    } catch (WrongSettingException wrong) {
      System.err.println(wrong.getMessage());
      return WRONG_SETTING;
    }
  }

  /// Claims the folder of a checkout that a program works in, for as long as it runs.
  ///
  /// @throws WrongSettingException if another run has claimed it
  public static FolderClaim claim(Path folder) {
    try {
      return FolderClaim.of(folder)
          .orElseThrow(
              () ->
                  new WrongSettingException(
                      HOME,
                      "has another run at work in %s: wait for its end, or use another checkout"
                          .formatted(folder)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The system properties.
  ///
  /// @param requireKnownOnly receives Maven's command line, to look for misspelled settings
  public static Map<String, String> properties(Consumer<String> requireKnownOnly) {
    Optional.ofNullable(System.getenv("MAVEN_CMD_LINE_ARGS")).ifPresent(requireKnownOnly);
    Map<String, String> properties = new HashMap<>();
    System.getProperties()
        .forEach((key, value) -> properties.put(key.toString(), value.toString()));
    return properties;
  }
}
