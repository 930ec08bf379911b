package org.rollbook.testkit.process;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.rollbook.testkit.FreePort;

/// One instance of a view: its jar, its ports, the folder of its state, and its settings.
///
/// @param name of the instance in messages
/// @param jar the packaged view
/// @param port for clients
/// @param managementPort for health, metrics and peers
/// @param folder of the instance's `state` and `log`
/// @param environment its variables besides ports and state folder
/// @param jvmArguments the arguments before `-jar`
public record ViewSettings(
    String name,
    Path jar,
    int port,
    int managementPort,
    Path folder,
    Map<String, String> environment,
    List<String> jvmArguments) {

  public ViewSettings {
    environment = Map.copyOf(environment);
    jvmArguments = List.copyOf(jvmArguments);
  }

  /// An instance on free ports, without security, with a broker and a registry.
  public static ViewSettings of(
      String name, Path jar, Path folder, String bootstrapServers, String registryUrl) {
    Map<String, String> environment =
        Map.of(
            "KAFKA_BOOTSTRAP_SERVERS", bootstrapServers,
            "SCHEMA_REGISTRY_URL", registryUrl,
            "ROLLBOOK_SECURITY", "off");
    return new ViewSettings(
        name, jar, FreePort.next(), FreePort.next(), folder, environment, List.of());
  }

  /// The same with one more variable, or another value of it.
  public ViewSettings with(String variable, String value) {
    var more = new HashMap<>(environment);
    more.put(variable, value);
    return new ViewSettings(name, jar, port, managementPort, folder, more, jvmArguments);
  }

  /// The same from another jar.
  public ViewSettings from(Path other) {
    return new ViewSettings(name, other, port, managementPort, folder, environment, jvmArguments);
  }

  public ViewSettings onPorts(int client, int management) {
    return new ViewSettings(name, jar, client, management, folder, environment, jvmArguments);
  }

  public ViewSettings withJvmArguments(List<String> arguments) {
    return new ViewSettings(name, jar, port, managementPort, folder, environment, arguments);
  }
}
