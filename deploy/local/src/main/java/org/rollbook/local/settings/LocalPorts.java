package org.rollbook.local.settings;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rollbook.testkit.FreePort;
import org.rollbook.testkit.settings.WrongSettingException;

/// Where everything listens: the ports that the documentation names, all moved by one offset.
public record LocalPorts(int offset) {

  private static final int KAFKA = 9092;
  private static final int REGISTRY = 8081;
  private static final int FRONT_PAGE = 8100;
  private static final int DATABASE = 3306;
  private static final int REDIS = 6379;
  private static final int HIGHEST = 65_535;

  public LocalPorts {
    LocalSettings.requireWithin("port-offset", offset, 0, HIGHEST - KAFKA);
  }

  public int kafka() {
    return KAFKA + offset;
  }

  public int registry() {
    return REGISTRY + offset;
  }

  public int frontPage() {
    return FRONT_PAGE + offset;
  }

  /// The port of the LMS's database.
  public int database() {
    return DATABASE + offset;
  }

  public int redis() {
    return REDIS + offset;
  }

  /// The port for clients of a topology.
  public int client(LocalTopology topology) {
    return topology.port() + offset;
  }

  /// The port for the management of a topology: health, metrics.
  public int management(LocalTopology topology) {
    return topology.managementPort() + offset;
  }

  /// Makes sure, before anything starts, that no other process listens on any of them.
  ///
  /// @throws WrongSettingException for the first that is taken
  public void requireFree(Collection<LocalTopology> topologies) {
    used(topologies)
        .forEach(
            (port, user) -> {
              if (!isFree(port)) {
                throw taken(port, user);
              }
            });
  }

  /// The error for a port that another process has taken.
  public WrongSettingException taken(int port) {
    return taken(port, used(List.of(LocalTopology.values())).getOrDefault(port, "the stack"));
  }

  private WrongSettingException taken(int port, String user) {
    return LocalSettings.wrong(
        "port-offset",
        "must be another than %d: port %d for %s is taken".formatted(offset, port, user));
  }

  private Map<Integer, String> used(Collection<LocalTopology> topologies) {
    var used = new LinkedHashMap<Integer, String>();
    used.put(kafka(), "Kafka");
    used.put(registry(), "the registry");
    used.put(frontPage(), "the front page");
    for (LocalTopology topology : topologies) {
      used.put(client(topology), topology.label());
      used.put(management(topology), "the management of " + topology.label());
    }
    if (topologies.contains(LocalTopology.RECONCILER)) {
      used.put(database(), "the LMS's database");
    }
    if (topologies.contains(LocalTopology.REDIS_BRIDGE)) {
      used.put(redis(), "Redis");
    }
    return used;
  }

  /// Tries the port on the loopback address, where the broker listens, and on all addresses, where
  /// topologies do: whether one conflicts with the other differs between systems.
  private static boolean isFree(int port) {
    if (!FreePort.isFree(port)) {
      return false;
    }
    try (var everywhere = new ServerSocket(port)) {
      return everywhere.isBound();
    } catch (IOException taken) {
      return false;
    }
  }
}
