package org.rollbook.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/// A port of this machine that nobody listens on.
///
/// Taken from below the ports that operating systems hand out to outgoing connections (Linux from
/// 32768, others from 49152), not by binding port 0. A client that keeps reconnecting to a stopped
/// broker on such a port is sooner or later given that very port as its own, connects to itself and
/// keeps the broker from coming back.
///
/// Somebody else may still take the port before it is used: who gets [PortTakenException] asks
/// again.
public final class FreePort {

  private static final int FIRST = 20_000;
  private static final int END = 32_000;
  private static final int ATTEMPTS = 100;

  /// Goes up from anywhere: tests that run beside each other never get the same, nor one that a
  /// stopped process of another test will come back to.
  private static final AtomicInteger NEXT =
      new AtomicInteger(ThreadLocalRandom.current().nextInt(END - FIRST));

  private FreePort() {}

  /// A free port, another one at every call.
  public static int next() {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      int port = FIRST + Math.floorMod(NEXT.getAndIncrement(), END - FIRST);
      if (isFree(port)) {
        return port;
      }
    }
    throw new IllegalStateException(
        "no free port in " + ATTEMPTS + " attempts from " + FIRST + " up to " + END);
  }

  /// Whether a server could listen on the port of the loopback address now.
  public static boolean isFree(int port) {
    try (var socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException taken) {
      return false;
    }
  }
}
