package org.rollbook.benchmark.system;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.rollbook.testkit.process.ChildProcess;
import org.rollbook.testkit.process.JavaCommand;

/// Main classes of this module as processes.
public final class MainProcess {

  private MainProcess() {}

  /// Starts one.
  ///
  /// @param jvm its JVM's arguments
  /// @param folder where its log goes
  public static ChildProcess start(
      Class<?> main, List<String> jvm, Path folder, List<String> arguments) {
    return start(main, jvm, Map.of(), folder, arguments);
  }

  /// Starts one with some variables.
  ///
  /// @param jvm its JVM's arguments
  /// @param folder where its log goes
  public static ChildProcess start(
      Class<?> main,
      List<String> jvm,
      Map<String, String> environment,
      Path folder,
      List<String> arguments) {
    List<String> command =
        Stream.of(
                jvm.stream(),
                Stream.of(
                    "--enable-native-access=ALL-UNNAMED",
                    "-cp",
                    System.getProperty("java.class.path"),
                    main.getName()),
                arguments.stream())
            .flatMap(part -> part)
            .toList();
    return ChildProcess.start(
        new JavaCommand(main.getSimpleName(), command, environment, folder.resolve("log")));
  }
}
