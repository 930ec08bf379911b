package org.rollbook.local;

import java.net.URI;
import org.rollbook.local.settings.Ports;
import org.rollbook.local.settings.Topology;

/// Where things are, as people and programs on this machine write it.
final class Addresses {

  private Addresses() {}

  static String kafka(Ports ports) {
    return "localhost:" + ports.kafka();
  }

  static URI frontPage(Ports ports) {
    return onPort(ports.frontPage(), "/");
  }

  static URI registry(Ports ports) {
    return onPort(ports.registry(), "/apis/ccompat/v7");
  }

  static URI subjects(Ports ports) {
    return URI.create(registry(ports) + "/subjects");
  }

  static URI client(Topology topology, Ports ports) {
    return onPort(ports.client(topology), "");
  }

  static URI management(Topology topology, Ports ports, String path) {
    return onPort(ports.management(topology), path);
  }

  private static URI onPort(int port, String path) {
    return URI.create("http://localhost:" + port + path);
  }
}
