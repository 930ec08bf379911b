package org.rollbook.benchmark.ingest;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.rollbook.testkit.process.ChildProcess;
import org.rollbook.testkit.process.JavaCommand;

/// Main classes of this module as processes with as much heap as Rollbook gets.
final class SideProcess {

  static final String HEAP = "-Xmx1g";

  private SideProcess() {}

  /// Starts one.
  ///
  /// @param folder where its log goes
  static ChildProcess start(Class<?> main, Path folder, List<String> arguments) {
    return ChildProcess.start(
        new JavaCommand(
            main.getSimpleName(),
            Stream.concat(
                    Stream.of(
                        "--enable-native-access=ALL-UNNAMED",
                        HEAP,
                        "-cp",
                        System.getProperty("java.class.path"),
                        main.getName()),
                    arguments.stream())
                .toList(),
            Map.of(),
            folder.resolve("log")));
  }
}
