package org.rollbook.local;

import java.net.URI;
import org.rollbook.local.settings.LocalPorts;
import org.rollbook.local.settings.LocalTopology;

/// Addresses of the stack, as people and programs on this machine write them.
final class Addresses {

  private Addresses() {}

  static String kafka(LocalPorts ports) {
    return "localhost:" + ports.kafka();
  }

  static URI frontPage(LocalPorts ports) {
    return onPort(ports.frontPage(), "/");
  }

  static URI registry(LocalPorts ports) {
    return onPort(ports.registry(), "/apis/ccompat/v7");
  }

  static URI subjects(LocalPorts ports) {
    return URI.create(registry(ports) + "/subjects");
  }

  static URI client(LocalTopology topology, LocalPorts ports) {
    return onPort(ports.client(topology), "");
  }

  /// The page to begin with.
  static URI frontPage(LocalTopology topology, LocalPorts ports) {
    return client(topology, ports)
        .resolve(
            switch (topology) {
              case RECONCILER -> "/drift";
              case REDIS_BRIDGE -> "/v1/streams";
              case ENROLLMENTS, GRADES -> "/docs";
            });
  }

  /// The JDBC URL of the LMS's database.
  static String database(LocalPorts ports) {
    return "jdbc:mariadb://localhost:%d/%s".formatted(ports.database(), LocalDatabase.DATABASE);
  }

  static String redis(LocalPorts ports) {
    return "redis://localhost:%d/0".formatted(ports.redis());
  }

  static URI management(LocalTopology topology, LocalPorts ports, String path) {
    return onPort(ports.management(topology), path);
  }

  private static URI onPort(int port, String path) {
    return URI.create("http://localhost:" + port + path);
  }
}
