package org.rollbook.testkit.settings;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// A program that Maven starts for whoever called it: its settings are Maven's `-D`, its exit code
/// is what Maven ends with.
public final class MavenProgram {

  private static final int WRONG_SETTING = 2;

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
      return WRONG_SETTING;
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
