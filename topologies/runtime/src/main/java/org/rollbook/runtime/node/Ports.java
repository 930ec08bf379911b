package org.rollbook.runtime.node;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.rollbook.runtime.settings.Settings;
import org.rollbook.runtime.settings.WrongSetting;

/// Reports a port that is already taken before anything is started, by the name of its setting.
final class Ports {

  private Ports() {}

  static void requireFree(Settings settings) {
    requireFree("MICRONAUT_SERVER_PORT", settings.port());
    requireFree("ROLLBOOK_MANAGEMENT_PORT", settings.managementPort());
  }

  private static void requireFree(String key, int port) {
    try (var socket = new ServerSocket()) {
      // As servers do it, so that connections of the previous process that are still closing do not
      // block the port.
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(port));
    } catch (IOException taken) {
      throw new WrongSetting(key, "port " + port + " cannot be bound: " + taken.getMessage());
    }
  }
}
