package org.rollbook.testkit.process;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The command of a [ChildProcess]: this JVM's `java`, with arguments and an environment.
///
/// @param name of the process in messages
/// @param arguments everything after `java`
/// @param environment the child's variables; from this process it inherits only those that define
///   paths, language and time zone, so that no stray `KAFKA_...` gets in
/// @param log the file to which its standard output and error are appended; its folder also has the
///   agent that watches for our end, and, while it runs, its temporary files
public record JavaCommand(
    String name, List<String> arguments, Map<String, String> environment, Path log) {

  private static final List<String> INHERITED =
      List.of("PATH", "HOME", "TMPDIR", "LANG", "LC_ALL", "TZ", "SystemRoot", "TEMP");

  public JavaCommand {
    arguments = List.copyOf(arguments);
    environment = Map.copyOf(environment);
  }

  /// A class of this program's own class path, as another process.
  ///
  /// @param main has the `main` method
  /// @param jvm arguments of its JVM
  /// @param folder where its log goes
  public static JavaCommand ofMain(
      Class<?> main,
      List<String> jvm,
      Map<String, String> environment,
      Path folder,
      List<String> arguments) {
    List<String> all =
        Stream.of(
                jvm,
                List.of(
                    "--enable-native-access=ALL-UNNAMED",
                    "-cp",
                    System.getProperty("java.class.path"),
                    main.getName()),
                arguments)
            .flatMap(List::stream)
            .toList();
    return new JavaCommand(main.getSimpleName(), all, environment, folder.resolve("log"));
  }

  /// @param agent the jar of [ParentWatch]
  /// @param temporary the child's folder for temporary files
  ProcessBuilder builder(Path agent, Path temporary) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<String> command =
        Stream.concat(
                Stream.of(java, "-javaagent:" + agent, "-Djava.io.tmpdir=" + temporary),
                arguments.stream())
            .toList();
    var builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    var inherited = new HashMap<>(builder.environment());
    inherited.keySet().retainAll(INHERITED);
    builder.environment().clear();
    builder.environment().putAll(inherited);
    builder.environment().putAll(environment);
    return builder;
  }
}
