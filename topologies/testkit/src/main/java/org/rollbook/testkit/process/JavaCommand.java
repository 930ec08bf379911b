package org.rollbook.testkit.process;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What a [ChildProcess] runs: this JVM's `java`, with arguments and an environment.
///
/// @param name what messages call the process
/// @param arguments all that stands behind `java`
/// @param environment the child's variables; of this process's own it inherits only those that say
///   where and in which language it runs, so that nobody's `KAFKA_...` gets in
/// @param log where its standard output and error go, appended; its folder also holds the agent
///   that watches for our end, and, while it runs, its temporary files
public record JavaCommand(
    String name, List<String> arguments, Map<String, String> environment, Path log) {

  private static final List<String> INHERITED =
      List.of("PATH", "HOME", "TMPDIR", "LANG", "LC_ALL", "TZ", "SystemRoot", "TEMP");

  public JavaCommand {
    arguments = List.copyOf(arguments);
    environment = Map.copyOf(environment);
  }

  /// @param agent the jar of [ParentWatch]
  /// @param temporary where the child puts temporary files
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
