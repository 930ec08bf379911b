package org.rollbook.testkit;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/// A port of this machine that nobody listens on, and that no other test is given.
///
/// Taken from below the ports that operating systems hand out to outgoing connections (Linux from
/// 32768, others from 49152), not by binding port 0. A client that keeps reconnecting to a stopped
/// broker on such a port is sooner or later given that very port as its own, connects to itself and
/// keeps the broker from coming back.
///
/// A claimed port is this JVM's until it ends, also while the process that it is for is stopped:
/// the UDP port of the same number is held for it, which no other JVM can claim meanwhile. Programs
/// that know nothing of this may still take it: who gets [PortTakenException] asks again.
public final class FreePort {

  private static final int FIRST = 20_000;
  private static final int END = 32_000;
  private static final int ATTEMPTS = 100;

  /// Goes up from anywhere, so that few claims meet.
  private static final AtomicInteger NEXT =
      new AtomicInteger(ThreadLocalRandom.current().nextInt(END - FIRST));

  /// What this JVM has claimed; never closed.
  private static final List<DatagramSocket> CLAIMS = new CopyOnWriteArrayList<>();

  private FreePort() {}

  /// A free port, claimed; another one at every call.
  public static int next() {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      int port = FIRST + Math.floorMod(NEXT.getAndIncrement(), END - FIRST);
      if (isFree(port) && claim(port)) {
        return port;
      }
    }
    throw new IllegalStateException(
        "no free port in " + ATTEMPTS + " attempts from " + FIRST + " up to " + END);
  }

  /// Claims a port.
  ///
  /// @return whether it is this JVM's now; not if it, or another one, has claimed it already
  public static boolean claim(int port) {
    try {
      CLAIMS.add(new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)));
      return true;
    } catch (SocketException claimed) {
      return false;
    }
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
