package org.rollbook.benchmark.restore;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.rollbook.benchmark.system.MainProcess;
import org.rollbook.testkit.TemporaryFolder;
import org.rollbook.testkit.process.JvmArguments;

/// What a [ChangelogReader] read, and how fast.
///
/// @param bytes of keys and values
/// @param seconds from the first request to the last record
/// @param sinceStart from the start of its JVM, in seconds
public record Reading(long records, long bytes, double seconds, double sinceStart) {

  private static final Duration PATIENCE = Duration.ofHours(1);

  /// Runs a reader in a new process.
  ///
  /// @param folder where its log goes for the time being
  public static Reading of(String bootstrapServers, List<String> topics, Path folder) {
    List<String> arguments = new ArrayList<>(List.of(bootstrapServers));
    arguments.addAll(topics);
    try (var own = TemporaryFolder.at(folder.resolve("reader"));
        var process =
            MainProcess.start(ChangelogReader.class, JvmArguments.AT_WORK, own.path(), arguments)) {
      process.awaitExit(PATIENCE);
      return parsed(process.awaitLine(ChangelogReader.READ, Duration.ZERO));
    }
  }

  static Reading parsed(String line) {
    String[] words = line.substring(ChangelogReader.READ.length() + 1).split(" ", -1);
    return new Reading(
        Long.parseLong(words[0]),
        Long.parseLong(words[1]),
        Long.parseLong(words[2]) / 1e9,
        Long.parseLong(words[3]) / 1e3);
  }
}
