package org.rollbook.testkit.registry;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// How a [RegistryProcess] runs.
///
/// @param home the unpacked distribution of Apicurio Registry
/// @param port of its API; 0 for a free one, chosen at the first start and kept
/// @param data where it keeps its schemas; absent, in memory, and a new start has none
/// @param log the file for its output; absent, one that is deleted with the process
public record RegistrySettings(Path home, int port, Optional<Path> data, Optional<Path> log) {

  private static final String HOME_PROPERTY = "rollbook.registry.home";

  public RegistrySettings {
    if (!Files.isRegularFile(home.resolve("quarkus-run.jar"))) {
      throw new IllegalArgumentException(
          HOME_PROPERTY + " must be the folder of an unpacked Apicurio Registry: " + home);
    }
  }

  /// A free port, in memory, with the distribution that the system property
  /// `rollbook.registry.home` names.
  public static RegistrySettings throwaway() {
    String home = System.getProperty(HOME_PROPERTY);
    if (home == null) {
      throw new IllegalStateException("system property " + HOME_PROPERTY + " is not set");
    }
    return new RegistrySettings(Path.of(home), 0, Optional.empty(), Optional.empty());
  }

  public RegistrySettings onPort(int number) {
    return new RegistrySettings(home, number, data, log);
  }

  public RegistrySettings keepingDataIn(Path folder) {
    return new RegistrySettings(home, port, Optional.of(folder), log);
  }

  public RegistrySettings loggingTo(Path file) {
    return new RegistrySettings(home, port, data, Optional.of(file));
  }
}
